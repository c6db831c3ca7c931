import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
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

/** Erases a person as the buddy in these bookings. The bookings stay, and still say that there was a buddy. */
export async function eraseBuddyOf(
  trx: Transaction,
  { nameless }: ErasureTools,
  bookingIds: readonly number[],
): Promise<void> {
  await trx('bookings')
    .whereIn('bookingId', [...bookingIds])
    .update({ buddyName: nameless, buddyPhone: null, buddyCalled: null, buddyConfirmedAt: null });
}

/** This person is no longer the buddy who left this booking. */
export async function clearLeftBuddy(
  trx: Transaction,
  { bookingId, userId }: { bookingId: number; userId: number },
): Promise<void> {
  await trx('bookings').where({ bookingId, leftBuddyUserId: userId }).update({ leftBuddyUserId: null });
}

/** Erases a person as the buddy in shifts that have not ended, and from the numbers that people named in the last days. */
export async function eraseBuddyAhead(
  trx: Transaction,
  tools: ErasureTools,
  { userId, identities }: { userId: number | undefined; identities: readonly string[] },
): Promise<void> {
  const ahead = trx('bookings')
    .where('shiftEnd', '>', tools.now)
    .where((either) => {
      either.whereIn('buddyPhone', [...identities]);
      if (userId !== undefined) either.orWhere({ buddyUserId: userId });
    });
  await eraseBuddyOf(trx, tools, await listValues<number>(ahead, 'bookingId'));
  const named = trx('buddy_numbers').whereIn('phone', [...identities]);
  if (userId !== undefined) named.orWhere({ userId });
  await named.delete();
}
