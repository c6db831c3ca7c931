import { requireNewProof } from '#src/actions/members/require-new-proof.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lastProvedAt } from '#src/membership/mark-unproved.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { before, laterOf } from '#src/platform/duration.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { InboundText } from './turn.ts';

/**
 * The sender of a text. `known` is the person who has the number. A number that was not seen for a long time must be proved
 * again: until then it has no owner, only a previous one.
 */
export async function findSender(
  trx: Transaction,
  settings: WatchSettings,
  { text, known, touchedAt }: { text: InboundText; known: User | undefined; touchedAt: Date | null },
): Promise<{ user: User | undefined; previousOwner: User | undefined }> {
  if (!known) return { user: undefined, previousOwner: undefined };
  if (known.status === 'unproved') return { user: undefined, previousOwner: known };
  const seenAt = laterOf(lastProvedAt(known), touchedAt ?? known.createdAt);
  const isUnseen = known.isActive && seenAt <= before(text.receivedAt, settings.proveAgainAfter);
  // the hourly job marks such numbers, but it may not have run
  if (isUnseen && (await requireNewProof(trx, settings, known))) {
    return { user: undefined, previousOwner: await getUser(trx, known.userId) };
  }
  return { user: known, previousOwner: undefined };
}
