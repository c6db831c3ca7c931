import type { Transaction } from '#src/db/connect.ts';
import { allocateRef, returnRef } from '#src/db/ref.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Ids } from '#src/platform/ids.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { type BuddyChoice, buddyColumns } from '#src/roster/buddies/buddy-choice.ts';
import { type BuddyRefusal, findBuddyRefusal } from '#src/roster/buddies/find-buddy-refusal.ts';
import { findSchedule, lockScheduleShared } from '#src/roster/schedules/list-schedules.ts';
import { type Shift, shiftAt } from '#src/roster/schedules/occurrences.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type BookingDetails, getBookingDetails } from './booking-details.ts';
import { findOverlap } from './find-overlap.ts';
import { type LockedPeople, lockPeople } from './lock-people.ts';
import { listTakenSlots, slotsWithout, takeSlot } from './take-slot.ts';

export interface BookingTools {
  clock: Clock;
  ids: Ids;
  /** The zone of the watch. It decides when a day of the limit on named numbers ends. */
  zone: string;
}

export interface SlotRequest {
  userId: number;
  scheduleId: number;
  startsAt: Date;
  buddy: BuddyChoice;
  /** They know the roster, so they are told that a buddy is busy. */
  isByCoordinator?: boolean;
  /** People whom the caller has loaded already. */
  knownUsers?: readonly User[];
}

export type BookOutcome =
  | { outcome: 'booked'; details: BookingDetails; buddyLinked: boolean }
  | { outcome: 'noSuchSchedule' }
  | { outcome: 'notAShift' }
  | { outcome: 'started' }
  | { outcome: 'taken' }
  /** The booker already has a shift at this time, as booker or as buddy. */
  | { outcome: 'overlapping'; details: BookingDetails }
  | BuddyRefusal;

/**
 * Books the lowest free slot. Unless the outcome is `booked`, only the named number is written, because it counts for the
 * day.
 */
export async function bookSlot(trx: Transaction, tools: BookingTools, request: SlotRequest): Promise<BookOutcome> {
  const { scheduleId, startsAt } = request;
  if (Number.isNaN(startsAt.getTime())) return { outcome: 'notAShift' };
  await lockScheduleShared(trx, scheduleId);
  const [schedule, people, taken] = await runConcurrently(
    findSchedule(trx, scheduleId),
    lockPeople(trx, request),
    listTakenSlots(trx, { scheduleId, startsAt }),
  );
  if (!schedule) return { outcome: 'noSuchSchedule' };
  const shift = shiftAt(schedule, request.startsAt);
  if (!shift) return { outcome: 'notAShift' };
  if (shift.startsAt < tools.clock.now()) return { outcome: 'started' };
  return bookFreeSlot(trx, tools, { shift, people, slots: slotsWithout(taken, shift), ...request });
}

async function bookFreeSlot(
  trx: Transaction,
  { clock, ids, zone }: BookingTools,
  {
    shift,
    people,
    slots,
    userId,
    buddy,
    isByCoordinator = false,
  }: SlotRequest & { shift: Shift; people: LockedPeople; slots: number[] },
): Promise<BookOutcome> {
  const held = await findOverlap(trx, userId, shift);
  if (held) return { outcome: 'overlapping', details: await getBookingDetails(trx, held.bookingId) };
  if (slots.length === 0) return { outcome: 'taken' };
  const now = clock.now();
  const proposal = { people, buddy, interval: shift, namedOn: localDateOf(now, zone), isByCoordinator };
  const refusal = await findBuddyRefusal(trx, proposal);
  if (refusal) return refusal;

  const { booker, buddyUser } = people;
  const ref = await allocateRef(trx, ids, 'booking');
  const taker = { userId, ref, createdAt: now, ...buddyColumns(buddy, buddyUser, now) };
  const booking = await takeSlot(trx, shift, { slots, taker });
  if (!booking) {
    await returnRef(trx, ref);
    return { outcome: 'taken' };
  }
  const details = { booking, shift, booker, ...(buddyUser && { buddyUser }) };
  return { outcome: 'booked', details, buddyLinked: buddyUser !== undefined };
}
