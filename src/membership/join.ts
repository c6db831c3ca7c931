import type { Transaction } from '#src/db/connect.ts';
import { allocateRef } from '#src/db/ref.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Ids } from '#src/platform/ids.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import { linkBuddy } from '#src/roster/link-buddy.ts';
import type { DeedChannel } from '#src/volunteers/actor.ts';
import { audit } from '#src/volunteers/audit.ts';
import { findUserByPhone, getUser } from '#src/volunteers/find-user.ts';
import { isRefusedNumber } from '#src/volunteers/forgotten-numbers.ts';
import type { User } from '#src/volunteers/user.ts';
import { listNamingBookings } from './list-naming-bookings.ts';

export interface Door {
  clock: Clock;
  ids: Ids;
  joinPolicy: 'open' | 'approval';
  /** E.164; these become active coordinators when they first prove their number. */
  coordinatorPhones: readonly string[];
  /** The key of what is kept of forgotten numbers. */
  secret: string;
}

export type JoinOutcome =
  /** `linked`: shifts that named the number as buddy before it joined. `namers`: who named it. */
  | {
      outcome: 'joined';
      user: User;
      linked: BookingDetails[];
      namers: User[];
      /** Somebody with this number was refused or taken off, and then forgotten. */
      wasRefused: boolean;
    }
  | { outcome: 'alreadyMember'; user: User };

export interface Newcomer {
  phone: string;
  name: string;
  channel: DeedChannel;
  /** The number was another member's before. */
  isHandedOn?: boolean;
}

/** Makes the person whose number was just proved. The only place where a user row of a newcomer appears. */
export async function join(trx: Transaction, door: Door, newcomer: Newcomer): Promise<JoinOutcome> {
  const { phone, name } = newcomer;
  const wasRefused = await isRefusedNumber(trx, door.secret, phone);
  // the configuration means whom it was written for, not who has the number after them
  const isCoordinator = door.coordinatorPhones.includes(phone) && !newcomer.isHandedOn && !wasRefused;
  const isLetIn = isCoordinator || (door.joinPolicy === 'open' && !wasRefused);
  const status = isLetIn ? 'active' : 'pending';
  const now = door.clock.now();
  const values = {
    phone,
    name,
    role: isCoordinator ? 'coordinator' : 'volunteer',
    status,
    verifiedAt: now,
    createdAt: now,
  };
  const [row] = await trx('users').insert(values).onConflict().ignore().returning('userId');
  if (!row) {
    const known = await findUserByPhone(trx, phone);
    if (!known) throw new Error('a number was refused as taken, but nobody has it');
    return { outcome: 'alreadyMember', user: known };
  }
  await trx('users')
    .where(row)
    .update({ ref: await allocateRef(trx, door.ids, 'newcomer') });
  await trx('addresses').where({ identity: phone }).update(row);
  const user = await getUser(trx, row.userId);
  const naming = await listNamingBookings(trx, phone, now);
  const namers = uniqueBookers(naming);
  const linked = user.isActive ? await linkBuddy(trx, door.clock, user) : [];
  const after = { role: user.role, status };
  await audit(trx, door.clock, {
    actorUserId: user.userId,
    channel: newcomer.channel,
    action: 'user.join',
    subject: `user:${user.userId}`,
    after,
  });
  return { outcome: 'joined', user, linked, namers, wasRefused };
}

function uniqueBookers(bookings: BookingDetails[]): User[] {
  return [...new Map(bookings.map(({ booker }) => [booker.userId, booker])).values()];
}
