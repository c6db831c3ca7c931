import { requireNewProof } from '#src/actions/members/require-new-proof.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lastProvedAt } from '#src/membership/mark-unproved.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { before, laterOf } from '#src/platform/duration.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { InboundText } from './turn.ts';

/**
 * Who texts; `known` is who has the number. One that was unseen for too long is nobody's until it is proved again, and
 * `unproved` tells whose it was.
 */
export async function findSender(
  trx: Transaction,
  settings: WatchSettings,
  { text, known, touchedAt }: { text: InboundText; known: User | undefined; touchedAt: Date | null },
): Promise<{ user: User | undefined; unproved: User | undefined }> {
  if (!known) return { user: undefined, unproved: undefined };
  if (known.status === 'unproved') return { user: undefined, unproved: known };
  const seenAt = laterOf(lastProvedAt(known), touchedAt ?? known.createdAt);
  const isUnseen = known.isActive && seenAt <= before(text.receivedAt, settings.proveAgainAfter);
  // the job that looks for such numbers may have stood still
  if (isUnseen && (await requireNewProof(trx, settings, known))) {
    return { user: undefined, unproved: await getUser(trx, known.userId) };
  }
  return { user: known, unproved: undefined };
}
