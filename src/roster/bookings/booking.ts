import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';

export type PartInBooking = 'booker' | 'buddy';

/** One slot of a shift, taken by one volunteer and perhaps a buddy. Dropped ones stay, marked. */
export class Booking extends BaseModel {
  static override tableName = 'bookings';
  static override idColumn = 'bookingId';
  static override instants = ['shiftStart', 'shiftEnd', 'buddySince', 'createdAt', 'movedAt', 'droppedAt'];
  static override booleans = ['attended'];

  declare bookingId: number;
  declare userId: number;
  declare scheduleId: number;
  declare shiftStart: Date;
  declare shiftEnd: Date;
  declare slot: number;
  declare ref: string;
  /** Set while the buddy is one of us. */
  declare buddyUserId: number | null;
  declare buddyName: string | null;
  declare buddyPhone: string | null;
  /** What the booker called the buddy, whatever the buddy is called as a member. */
  declare buddyCalled: string | null;
  /** Since when `buddyUserId` is linked. */
  declare buddySince: Date | null;
  /** Anyone of the two. */
  declare attended: boolean;
  declare createdAt: Date;
  /** When a coordinator last put it at another time. */
  declare movedAt: Date | null;
  declare droppedAt: Date | null;

  get isLive(): boolean {
    return this.droppedAt === null;
  }

  /** The part that this person has in it now; undefined if it is none of theirs. */
  partOf(userId: number): PartInBooking | undefined {
    if (this.userId === userId) return 'booker';
    return this.buddyUserId === userId ? 'buddy' : undefined;
  }

  /** Nothing can be booked or given up once it has begun. */
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

/** Who changes a booking locks it first, after the people and never before them. */
export async function lockBooking(trx: Transaction, bookingId: number): Promise<Booking | undefined> {
  await lockRows(trx, 'bookings', [bookingId]);
  return findBooking(trx, bookingId);
}
