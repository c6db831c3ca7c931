import type { Turn } from '#src/conversation/turn.ts';
import { tellsOfHiding } from '#src/conversation/understanding/danger/hiding.ts';
import { isCheckedIn } from '#src/roster/attendance/is-checked-in.ts';

/**
 * Whether these words come from somebody who may be hiding. Whoever is on patrol needs to know what happens, and gets our usual
 * texts.
 */
export async function mayHide({ trx, user, text }: Turn, words: string): Promise<boolean> {
  if (!tellsOfHiding(words)) return false;
  return !user?.isActive || !(await isCheckedIn(trx, { userId: user.userId, at: text.receivedAt }));
}
