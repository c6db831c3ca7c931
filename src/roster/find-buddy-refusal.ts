import type { Transaction } from '#src/db/connect.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';
import { type BuddyChoice, phoneOf } from './buddy-choice.ts';
import { isOneNumberTooMany } from './buddy-numbers.ts';
import { findOverlap, type Interval } from './find-overlap.ts';
import type { People } from './lock-people.ts';

export type BuddyRefusal =
  | { outcome: 'buddyIsSelf' }
  /** A member, but with a shift of their own at that time. */
  | { outcome: 'buddyBusy'; name: string }
  /** The asker has named as many different numbers today as is allowed. */
  | { outcome: 'tooManyNumbers' };

export interface BuddyProposal {
  people: People;
  buddy: BuddyChoice;
  interval: Interval;
  namedOn: LocalDate;
}

/** The daily limit comes before "busy": else it would not stop anyone from trying out who patrols when. */
export async function findBuddyRefusal(
  trx: Transaction,
  { people, buddy, interval, namedOn }: BuddyProposal,
): Promise<BuddyRefusal | undefined> {
  const { booker, buddyUser } = people;
  const phone = phoneOf(buddy);
  if (phone === undefined) return undefined;
  if (phone === booker.phone) return { outcome: 'buddyIsSelf' };
  if (await isOneNumberTooMany(trx, { userId: booker.userId, namedOn, phone })) return { outcome: 'tooManyNumbers' };
  if (buddyUser && (await findOverlap(trx, buddyUser.userId, interval)))
    return { outcome: 'buddyBusy', name: buddyUser.name };
  return undefined;
}
