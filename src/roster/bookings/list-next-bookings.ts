import type { Database, Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { Booking } from './booking.ts';
import { type BookingDetails, listBookingDetails, liveBookings } from './booking-details.ts';

interface Page<Position> {
  /** `from <= start < to`. */
  from?: Date;
  to?: Date;
  /** Where the previous page ended. */
  after?: Position | undefined;
  limit: number;
}

/** The first live bookings after this shift, by start, schedule and slot. */
export async function listNextBookings(
  trx: Transaction,
  { from, to, after: last, limit }: Page<Pick<Shift, 'startsAt' | 'scheduleId'>>,
): Promise<Booking[]> {
  const bookings = liveBookings(trx).limit(limit);
  if (from) bookings.where('shiftStart', '>=', from);
  if (to) bookings.where('shiftStart', '<', to);
  if (!last) return bookings;
  // the database can begin to read there, which it cannot with the alternatives alone
  bookings.where('shiftStart', '>=', last.startsAt);
  return bookings.where((later) => {
    later.where('shiftStart', '>', last.startsAt).orWhere('scheduleId', '>', last.scheduleId);
  });
}

/** The next live bookings of everybody, or of one schedule, that have not begun. By start. */
export async function listNextAhead(
  db: Database,
  { now, scheduleId, after: last, limit }: NextAhead,
): Promise<BookingDetails[]> {
  const bookings = Booking.query(db)
    .whereNull('droppedAt')
    .where('shiftStart', '>', now)
    .orderBy(['shiftStart', 'bookingId'])
    .limit(limit);
  if (scheduleId !== undefined) bookings.where({ scheduleId });
  if (last) {
    bookings.where('shiftStart', '>=', last.shiftStart);
    bookings.where((later) => {
      later.where('shiftStart', '>', last.shiftStart).orWhere('bookingId', '>', last.bookingId);
    });
  }
  return listBookingDetails(db, await bookings);
}

interface NextAhead {
  now: Date;
  scheduleId?: number | undefined;
  /** Where the previous page ended. */
  after?: BookingPosition | undefined;
  limit: number;
}

export type BookingPosition = Pick<Booking, 'shiftStart' | 'bookingId'>;

/** Their first live bookings, as booker or linked buddy, by start. */
export async function listNextBookingsOf(
  trx: Transaction,
  user: User,
  page: Page<BookingPosition>,
): Promise<BookingDetails[]> {
  const { userId } = user;
  // each part has an index by start: together, the databases would read and sort all bookings of this person
  const [booked, accompanied] = await runConcurrently(
    listNextAs(trx, { userId }, page),
    listNextAs(trx, { buddyUserId: userId }, page),
  );
  const bookings = [...booked, ...accompanied].sort(
    (one, other) => one.shiftStart.getTime() - other.shiftStart.getTime() || one.bookingId - other.bookingId,
  );
  return listBookingDetails(trx, bookings.slice(0, page.limit), [user]);
}

function listNextAs(trx: Transaction, part: { userId: number } | { buddyUserId: number }, page: Page<BookingPosition>) {
  const { from, to, after: last, limit } = page;
  const bookings = Booking.query(trx)
    .where(part)
    .whereNull('droppedAt')
    .orderBy(['shiftStart', 'bookingId'])
    .limit(limit);
  if (from) bookings.where('shiftStart', '>=', from);
  if (to) bookings.where('shiftStart', '<', to);
  if (!last) return bookings;
  bookings.where('shiftStart', '>=', last.shiftStart);
  return bookings.where((later) => {
    later.where('shiftStart', '>', last.shiftStart).orWhere('bookingId', '>', last.bookingId);
  });
}
