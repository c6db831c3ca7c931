import type { QueryBuilder } from 'objection';
import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/in-chunks.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { type Shift, shiftOf } from '#src/roster/schedules/occurrences.ts';
import { Schedule } from '#src/roster/schedules/schedule.ts';
import { User } from '#src/volunteers/user.ts';
import { Booking } from './booking.ts';

/** A booking with everything that is said about it. */
export interface BookingDetails {
  booking: Booking;
  /** As booked, whatever the schedule says by now about when. */
  shift: Shift;
  booker: User;
  buddyUser?: User;
}

type Bookings = QueryBuilder<Booking, Booking[]>;

/** A handful of queries, however many bookings. */
export async function detailsOf(trx: Transaction, bookings: readonly Booking[]): Promise<BookingDetails[]> {
  if (bookings.length === 0) return [];
  const scheduleIds = new Set(bookings.map(({ scheduleId }) => scheduleId));
  const userIds = new Set(bookings.flatMap(({ userId, buddyUserId }) => [userId, buddyUserId ?? userId]));
  const [schedules, users] = await runConcurrently(
    inChunks(scheduleIds, (ids) => Schedule.query(trx).findByIds(ids)),
    inChunks(userIds, (ids) => User.query(trx).findByIds(ids)),
  );
  const scheduleById = new Map(schedules.map((schedule) => [schedule.scheduleId, schedule]));
  const userById = new Map(users.map((user) => [user.userId, user]));
  return bookings.map((booking) => {
    const schedule = scheduleById.get(booking.scheduleId);
    const booker = userById.get(booking.userId);
    if (!schedule || !booker) throw new Error(`booking ${booking.bookingId} lost its schedule or its booker`);
    const buddyUser = booking.buddyUserId === null ? undefined : userById.get(booking.buddyUserId);
    const shift = { ...shiftOf(schedule, booking.shiftStart), endsAt: booking.shiftEnd };
    return { booking, shift, booker, ...(buddyUser && { buddyUser }) };
  });
}

export async function getBookingDetails(trx: Transaction, bookingId: number): Promise<BookingDetails> {
  const booking = await Booking.query(trx).findById(bookingId).throwIfNotFound();
  return firstDetails(trx, [booking]);
}

/** Also one that was dropped. */
export async function findBookingDetails(trx: Transaction, bookingId: number): Promise<BookingDetails | undefined> {
  const booking = await Booking.query(trx).findById(bookingId);
  return booking && firstDetails(trx, [booking]);
}

/** In any case of letters; also one that was dropped. */
export async function findBookingByRef(trx: Transaction, ref: string): Promise<BookingDetails | undefined> {
  const bookings = await Booking.query(trx).where({ ref: ref.trim().toUpperCase() });
  return bookings.length === 0 ? undefined : firstDetails(trx, bookings);
}

/** Their live bookings, as booker or linked buddy, by start. */
export async function listBookingsOf(
  trx: Transaction,
  userId: number,
  { endsAfter, startsBefore }: { endsAfter: Date; startsBefore?: Date | undefined },
): Promise<BookingDetails[]> {
  const bookings = liveBookings(trx)
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }))
    .where('shiftEnd', '>', endsAfter);
  return detailsOf(trx, await (startsBefore ? bookings.where('shiftStart', '<', startsBefore) : bookings));
}

/** All live bookings with `from <= start < to`, by start. */
export async function listBookingsBetween(trx: Transaction, from: Date, to: Date): Promise<BookingDetails[]> {
  const bookings = liveBookings(trx).where('shiftStart', '>=', from).where('shiftStart', '<', to);
  return detailsOf(trx, await bookings);
}

function liveBookings(trx: Transaction): Bookings {
  return Booking.query(trx).whereNull('droppedAt').orderBy(['shiftStart', 'scheduleId', 'slot']);
}

async function firstDetails(trx: Transaction, bookings: Booking[]): Promise<BookingDetails> {
  const [details] = await detailsOf(trx, bookings);
  if (!details) throw new Error('there is no booking');
  return details;
}
