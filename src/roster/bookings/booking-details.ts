import type { QueryBuilder } from 'objection';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { type Shift, shiftOf } from '#src/roster/schedules/occurrences.ts';
import { Schedule } from '#src/roster/schedules/schedule.ts';
import { User } from '#src/volunteers/people/user.ts';
import { Booking } from './booking.ts';

/** A booking with its shift and its people. */
export interface BookingDetails {
  booking: Booking;
  /** As it was booked, even if the schedule has changed since. */
  shift: Shift;
  booker: User;
  buddyUser?: User;
}

type Bookings = QueryBuilder<Booking, Booking[]>;

/** At most two queries for each chunk of bookings. `knownUsers` are people whom the caller has loaded already. */
export async function listBookingDetails(
  db: Database,
  bookings: readonly Booking[],
  knownUsers: readonly User[] = [],
): Promise<BookingDetails[]> {
  if (bookings.length === 0) return [];
  const scheduleIds = new Set(bookings.map(({ scheduleId }) => scheduleId));
  const userById = new Map(knownUsers.map((user) => [user.userId, user]));
  const userIds = new Set(bookings.flatMap(({ userId, buddyUserId }) => [userId, buddyUserId ?? userId]));
  for (const { userId } of knownUsers) userIds.delete(userId);
  const [schedules, users] = await runConcurrently(
    inChunks(scheduleIds, (ids) => Schedule.query(db).findByIds(ids)),
    inChunks(userIds, (ids) => User.query(db).findByIds(ids)),
  );
  const scheduleById = new Map(schedules.map((schedule) => [schedule.scheduleId, schedule]));
  for (const user of users) userById.set(user.userId, user);
  return bookings.map((booking) => {
    const schedule = scheduleById.get(booking.scheduleId);
    const booker = userById.get(booking.userId);
    if (!schedule || !booker) throw new Error(`booking ${booking.bookingId} lost its schedule or its booker`);
    const buddyUser = booking.buddyUserId === null ? undefined : userById.get(booking.buddyUserId);
    const shift = { ...shiftOf(schedule, booking.shiftStart), endsAt: booking.shiftEnd };
    return { booking, shift, booker, ...(buddyUser && { buddyUser }) };
  });
}

/** The details of a booking that is loaded already. */
export async function detailsOfBooking(
  trx: Transaction,
  booking: Booking,
  knownUsers: readonly User[] = [],
): Promise<BookingDetails> {
  const [details] = await listBookingDetails(trx, [booking], knownUsers);
  if (!details) throw new Error(`booking ${booking.bookingId} has no details`);
  return details;
}

export async function getBookingDetails(trx: Transaction, bookingId: number): Promise<BookingDetails> {
  return detailsOfBooking(trx, await Booking.query(trx).findById(bookingId).throwIfNotFound());
}

/** Finds dropped bookings too. */
export async function findBookingDetails(
  trx: Transaction,
  bookingId: number,
  knownUsers: readonly User[] = [],
): Promise<BookingDetails | undefined> {
  const booking = await Booking.query(trx).findById(bookingId);
  return booking && detailsOfBooking(trx, booking, knownUsers);
}

/** The case of the letters does not matter. Finds dropped bookings too. */
export async function findBookingByRef(trx: Transaction, ref: string): Promise<BookingDetails | undefined> {
  const booking = await Booking.query(trx).where({ ref: ref.trim().toUpperCase() }).first();
  return booking && detailsOfBooking(trx, booking);
}

/** Their live bookings, as booker or linked buddy, by start. */
export async function listBookingsOf(
  trx: Transaction,
  userId: number,
  {
    endsAfter,
    startsBefore,
    knownUsers,
  }: { endsAfter: Date; startsBefore?: Date | undefined; knownUsers?: readonly User[] },
): Promise<BookingDetails[]> {
  const bookings = liveBookings(trx)
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }))
    .where('shiftEnd', '>', endsAfter);
  const found = await (startsBefore ? bookings.where('shiftStart', '<', startsBefore) : bookings);
  return listBookingDetails(trx, found, knownUsers);
}

/** Bookings that ended for this person since then: dropped ones, and those that go on with another buddy or none. */
export async function listEndedFor(
  trx: Transaction,
  userId: number,
  { since, knownUsers }: { since: Date; knownUsers?: readonly User[] },
): Promise<BookingDetails[]> {
  const bookings = await Booking.query(trx)
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }).orWhere({ leftBuddyUserId: userId }))
    // nobody drops a shift that has begun
    .where('shiftStart', '>', since)
    .orderBy(['shiftStart', 'bookingId']);
  const ended = bookings.filter((booking) => {
    const endedAt = booking.partOf(userId) ? booking.droppedAt : (booking.droppedAt ?? booking.changedAt);
    return endedAt !== null && endedAt > since;
  });
  return listBookingDetails(trx, ended, knownUsers);
}

/** All live bookings with `from <= start < to`, by start, or the first `limit` of them. */
export async function listBookingsBetween(
  trx: Transaction,
  from: Date,
  to: Date,
  limit?: number,
): Promise<BookingDetails[]> {
  const bookings = liveBookings(trx).where('shiftStart', '>=', from).where('shiftStart', '<', to);
  return listBookingDetails(trx, await (limit === undefined ? bookings : bookings.limit(limit)));
}

export function liveBookings(trx: Transaction): Bookings {
  return Booking.query(trx).whereNull('droppedAt').orderBy(['shiftStart', 'scheduleId', 'slot']);
}
