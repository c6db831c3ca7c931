import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockFound, lockRows } from '#src/db/locking.ts';

export type PartInBooking = 'booker' | 'buddy';

/** One slot of a shift, taken by one volunteer and perhaps a buddy. Dropped bookings stay, with `droppedAt`. */
export class Booking extends BaseModel {
  static override tableName = 'bookings';
  static override idColumn = 'bookingId';
  static override instants = [
    'shiftStart',
    'shiftEnd',
    'buddySince',
    'buddyConfirmedAt',
    'createdAt',
    'movedAt',
    'changedAt',
    'droppedAt',
  ];
  static override booleans = ['attended'];

  declare bookingId: number;
  declare userId: number;
  declare scheduleId: number;
  declare shiftStart: Date;
  declare shiftEnd: Date;
  declare slot: number;
  declare ref: string;
  /** Set while the buddy is a member. */
  declare buddyUserId: number | null;
  declare buddyName: string | null;
  declare buddyPhone: string | null;
  /** The name that the booker typed for the buddy. A member's own name does not replace it. */
  declare buddyCalled: string | null;
  /** Since when `buddyUserId` is linked. */
  declare buddySince: Date | null;
  /** When the linked buddy said that they come. Null: they have not said so. */
  declare buddyConfirmedAt: Date | null;
  /** At least one of the two was there. */
  declare attended: boolean;
  declare createdAt: Date;
  /** When a coordinator last moved it to another shift. */
  declare movedAt: Date | null;
  /** Grows with each change that a calendar shows. */
  declare revision: number;
  /** When the revision last grew. Null: never since it was booked. */
  declare changedAt: Date | null;
  /** The last linked buddy who was replaced or left. */
  declare leftBuddyUserId: number | null;
  declare droppedAt: Date | null;

  get isLive(): boolean {
    return this.droppedAt === null;
  }

  /** Whether this person is the booker or the linked buddy. Undefined: neither. */
  partOf(userId: number): PartInBooking | undefined {
    if (this.userId === userId) return 'booker';
    return this.buddyUserId === userId ? 'buddy' : undefined;
  }

  /** A shift that has started can be neither booked nor dropped. */
  hasStarted(now: Date): boolean {
    return this.shiftStart < now;
  }

  hasEnded(now: Date): boolean {
    return this.shiftEnd <= now;
  }
}

export async function findBooking(trx: Transaction, bookingId: number): Promise<Booking | undefined> {
  return Booking.query(trx).findById(bookingId);
}

/** Nobody changes the booking until the commit. */
export async function findUnchangingBooking(trx: Transaction, bookingId: number): Promise<Booking | undefined> {
  const booking = Booking.query(trx).findById(bookingId);
  lockFound(trx, 'bookings', booking, 'share');
  return booking;
}

/** Every change of a booking locks it first. People are locked before bookings. */
export async function lockBooking(trx: Transaction, bookingId: number): Promise<Booking | undefined> {
  await lockRows(trx, 'bookings', [bookingId]);
  return findBooking(trx, bookingId);
}
