import type { Transaction } from '#src/db/connect.ts';
import { recordEvent } from '#src/db/signals/record-event.ts';

/** A row of `live_events` that no reader is shown. It ends the streams that the person opened before. */
export const RIGHTS_LOST = 'rights_lost';

/**
 * Everything that takes rights away records it: ended tokens, a demotion, an erasure. A stream that is authorised once, when
 * it is opened, ends with the next row of this person.
 */
export function recordRightsLost(trx: Transaction, now: Date, userId: number): void {
  recordEvent(trx, { type: RIGHTS_LOST, body: JSON.stringify({ user_id: userId }), createdAt: now });
}
