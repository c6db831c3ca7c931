import type { Transaction } from '#src/db/connect.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';

/** Whom a booker named and who is no member, once the shift is that long over: that there was somebody stays. */
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

/** The name that came with the booking was a coordinator's word, so it says nothing about how the booker calls the buddy. */
export async function clearBuddyCalled(trx: Transaction, bookingId: number): Promise<void> {
  await trx('bookings').where({ bookingId }).update({ buddyCalled: null });
}

/** This person as the buddy of others: the shifts stay, and that there was a buddy. */
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
  const named = trx('buddy_numbers').whereIn('phone', [...identities]);
  if (userId !== undefined) named.orWhere({ userId });
  await named.delete();
}
