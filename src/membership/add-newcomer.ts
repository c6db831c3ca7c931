import type { Transaction } from '#src/db/connect.ts';
import { allocateRef } from '#src/db/ref.ts';
import type { Ids } from '#src/platform/ids.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { linkBuddy } from '#src/roster/buddies/link-buddy.ts';
import { listBookingsNamingPhone } from '#src/roster/buddies/list-bookings-naming-phone.ts';
import type { ActionChannel } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { isRefusedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type Grants, takeGrant } from './take-grant.ts';

export interface JoinRules extends Grants {
  ids: Ids;
  joinPolicy: 'open' | 'approval';
}

export type JoinOutcome =
  /** `linked`: bookings that named the number as buddy before. `namers`: their bookers. */
  | {
      outcome: 'joined';
      user: User;
      linked: BookingDetails[];
      namers: User[];
      /** Somebody with this number was refused or removed before their erasure. */
      wasRefused: boolean;
    }
  | { outcome: 'alreadyMember'; user: User };

export interface Newcomer {
  phone: string;
  name: string;
  channel: ActionChannel;
}

/** Inserts the newcomer whose number was just proved. */
export async function addNewcomer(trx: Transaction, rules: JoinRules, newcomer: Newcomer): Promise<JoinOutcome> {
  const { phone, name } = newcomer;
  const wasRefused = await isRefusedNumber(trx, rules.secret, phone);
  const status = rules.joinPolicy === 'open' && !wasRefused ? 'active' : 'pending';
  const now = rules.clock.now();
  const values = { phone, name, role: 'volunteer', status, verifiedAt: now, createdAt: now };
  const [row] = await trx('users').insert(values).onConflict().ignore().returning('userId');
  if (!row) {
    const known = await findUserByPhone(trx, phone);
    if (!known) throw new Error('a number was refused as taken, but nobody has it');
    return { outcome: 'alreadyMember', user: known };
  }
  await trx('users')
    .where(row)
    .update({ ref: await allocateRef(trx, rules.ids, 'newcomer') });
  await trx('addresses').where({ identity: phone }).update(row);
  const joined = await getUser(trx, row.userId);
  const user = (await takeGrant(trx, rules, joined)) ? await becomeCoordinator(trx, joined) : joined;
  const naming = await listBookingsNamingPhone(trx, phone, now);
  const namers = uniqueBookers(naming);
  const linked = user.isActive ? await linkBuddy(trx, rules.clock, user) : [];
  await audit(trx, rules.clock, {
    actorUserId: user.userId,
    channel: newcomer.channel,
    action: 'user.join',
    subject: `user:${user.userId}`,
    after: { role: user.role, status: user.status },
  });
  return { outcome: 'joined', user, linked, namers, wasRefused };
}

/** A coordinator is active under any join policy, because somebody must admit the others. */
async function becomeCoordinator(trx: Transaction, { userId }: User): Promise<User> {
  await trx('users').where({ userId }).update({ role: 'coordinator', status: 'active' });
  return getUser(trx, userId);
}

function uniqueBookers(bookings: BookingDetails[]): User[] {
  return [...new Map(bookings.map(({ booker }) => [booker.userId, booker])).values()];
}
