import type { Transaction } from '#src/db/connect.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { User } from '#src/volunteers/people/user.ts';
import { beginErasure } from './begin-erasure.ts';
import { listShiftsAsBuddy } from './facts/acquaintances.ts';
import { listEarlierNumbers } from './facts/earlier-names.ts';

/** Begins the erasure of members who left before then. They were told about it when they left. Returns how many. */
export async function eraseFormerMembers(
  trx: Transaction,
  tools: ErasureTools,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const gone = await User.query(trx)
    .where({ status: 'left' })
    .whereNull('forgottenAt')
    .where('leftAt', '<=', before)
    .orderBy('leftAt')
    .limit(limit);
  for (const user of gone) {
    const whose = { userId: user.userId, phones: await listEarlierNumbers(trx, user) };
    await beginErasure(trx, tools, { user, asBuddy: await listShiftsAsBuddy(trx, whose, tools.now) });
    const event = { actorUserId: undefined, channel: 'service', action: 'user.forget' } as const;
    await audit(trx, { now: () => tools.now }, { ...event, subject: `user:${user.userId}` });
  }
  return gone.length;
}
