import type { Transaction } from '#src/db/connect.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';

/** Erases buddies who are not members, from shifts that ended before then. The booking still says that there was a buddy. */
export async function eraseOldBuddies(
  trx: Transaction,
  { nameless }: ErasureTools,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = trx('bookings')
    .whereNull('buddyUserId')
    .where('shiftEnd', '<=', before)
    .where((named) => named.whereNotNull('buddyPhone').orWhereNot({ buddyName: nameless }));
  return trx('bookings')
    .whereIn('bookingId', old.limit(limit).select('bookingId'))
    .update({ buddyName: nameless, buddyPhone: null, buddyCalled: null });
}

/** A coordinator typed the buddy's name, so it does not tell what the booker calls the buddy. */
export async function clearBuddyCalled(trx: Transaction, bookingId: number): Promise<void> {
  await trx('bookings').where({ bookingId }).update({ buddyCalled: null });
}

/** Erases a person as the buddy of others. The bookings stay, and still say that there was a buddy. */
export async function eraseBuddy(
  trx: Transaction,
  { nameless }: ErasureTools,
  { userId, identities }: { userId: number | undefined; identities: readonly string[] },
): Promise<void> {
  await trx('bookings')
    .where((either) => {
      either.whereIn('buddyPhone', [...identities]);
      if (userId !== undefined) either.orWhere({ buddyUserId: userId });
    })
    .update({ buddyName: nameless, buddyPhone: null, buddyCalled: null });
  if (userId !== undefined) {
    await trx('bookings').where({ leftBuddyUserId: userId }).update({ leftBuddyUserId: null });
  }
  const named = trx('buddy_numbers').whereIn('phone', [...identities]);
  if (userId !== undefined) named.orWhere({ userId });
  await named.delete();
}
