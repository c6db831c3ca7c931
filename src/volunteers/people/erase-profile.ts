import type { Transaction } from '#src/db/connect.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { endAccess } from '#src/volunteers/sign-in/end-access.ts';
import { User } from './user.ts';

/** Erases name, number, role and status from the person's row, and ends their sign-ins and calendar feeds. */
export async function eraseProfile(trx: Transaction, { now, nameless }: ErasureTools, userId: number): Promise<void> {
  const user = await User.query(trx).findById(userId).throwIfNotFound();
  await trx('users')
    .where({ userId })
    .update({
      name: nameless,
      phone: null,
      role: 'volunteer',
      status: 'left',
      language: 'en',
      leftAt: user.leftAt ?? now,
      forgottenAt: now,
    });
  await endAccess(trx, now, userId);
  await trx('calendar_feeds').where({ userId }).delete();
}
