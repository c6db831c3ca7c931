import type { Transaction } from '#src/db/connect.ts';
import { revokeCalendarFeeds } from './calendar-feed.ts';
import { endTokens } from './token.ts';

/**
 * Ends all that opens a person's data without another proof: tokens, the live streams that were opened with them, and calendar
 * feeds. Everything that changes whose number it is, or takes the membership away, calls this.
 */
export async function endAccess(trx: Transaction, now: Date, userId: number): Promise<void> {
  await endTokens(trx, now, userId);
  await revokeCalendarFeeds(trx, now, userId);
}
