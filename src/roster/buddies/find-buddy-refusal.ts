import type { Transaction } from '#src/db/connect.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';
import { findOverlap } from '#src/roster/bookings/find-overlap.ts';
import type { Interval } from '#src/roster/bookings/interval.ts';
import type { LockedPeople } from '#src/roster/bookings/lock-people.ts';
import { type BuddyChoice, buddyPhoneOf } from './buddy-choice.ts';
import { hasNamedTooMany, recordNamedNumber } from './buddy-numbers.ts';

export type BuddyRefusal =
  | { outcome: 'buddyIsSelf' }
  /** The buddy is a member who has another shift at that time. */
  | { outcome: 'buddyBusy'; name: string }
  /** The booker has named as many numbers today as is allowed. */
  | { outcome: 'tooManyNumbers' };

export interface BuddyProposal {
  people: LockedPeople;
  buddy: BuddyChoice;
  interval: Interval;
  namedOn: LocalDate;
}

/**
 * A named number counts for the day, even if the booking fails, and the limit is checked before "busy". Otherwise anybody
 * could try number after number to find out who patrols when.
 */
export async function findBuddyRefusal(
  trx: Transaction,
  { people, buddy, interval, namedOn }: BuddyProposal,
): Promise<BuddyRefusal | undefined> {
  const { booker, buddyUser } = people;
  const phone = buddyPhoneOf(buddy);
  if (phone === undefined) return undefined;
  if (phone === booker.phone) return { outcome: 'buddyIsSelf' };
  const named = { userId: booker.userId, namedOn, phone };
  if (await hasNamedTooMany(trx, named)) return { outcome: 'tooManyNumbers' };
  await recordNamedNumber(trx, named);
  if (buddyUser && (await findOverlap(trx, buddyUser.userId, interval)))
    return { outcome: 'buddyBusy', name: buddyUser.name };
  return undefined;
}
