import type { Transaction } from '#src/db/connect.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';
import { findOverlap } from '#src/roster/bookings/find-overlap.ts';
import type { Interval } from '#src/roster/bookings/interval.ts';
import type { LockedPeople } from '#src/roster/bookings/lock-people.ts';
import { type BuddyChoice, buddyPhoneOf } from './buddy-choice.ts';
import { countNamedNumber } from './buddy-numbers.ts';

export type BuddyRefusal =
  | { outcome: 'buddyIsSelf' }
  /** The buddy is a member who has another shift at that time. Only coordinators are told. */
  | { outcome: 'buddyBusy'; name: string }
  /** The booker has named as many numbers today as is allowed, or this one for as many shifts. */
  | { outcome: 'tooManyNumbers' | 'tooManyShifts' };

export interface BuddyProposal {
  people: LockedPeople;
  buddy: BuddyChoice;
  interval: Interval;
  namedOn: LocalDate;
  isByCoordinator: boolean;
}

/**
 * A member is never told that a buddy is busy: with one known number they could find out when its owner patrols. Such a buddy is
 * asked like any other, and hears of the other shift when they say yes.
 */
export async function findBuddyRefusal(
  trx: Transaction,
  { people, buddy, interval, namedOn, isByCoordinator }: BuddyProposal,
): Promise<BuddyRefusal | undefined> {
  const { booker, buddyUser } = people;
  const phone = buddyPhoneOf(buddy);
  if (phone === undefined) return undefined;
  if (phone === booker.phone) return { outcome: 'buddyIsSelf' };
  const startsAt = isByCoordinator ? undefined : interval.startsAt;
  const limit = await countNamedNumber(trx, { userId: booker.userId, namedOn, phone, startsAt });
  if (limit) return { outcome: limit };
  if (isByCoordinator && buddyUser && (await findOverlap(trx, buddyUser.userId, interval)))
    return { outcome: 'buddyBusy', name: buddyUser.name };
  return undefined;
}
