import type { Transaction } from '#src/db/connect.ts';
import { nightOf, startsOfNight } from '#src/roster/schedules/night.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { listEarlierNames } from './earlier-names.ts';

/**
 * Members who know a person, each with the names that they typed for the person in their bookings. Only their words are
 * searched for the name: other people may mean anything with the same words.
 */
export type Acquaintances = ReadonlyMap<number, ReadonlySet<string>>;

interface Part {
  userId: number;
  buddyUserId: number | null;
  buddyPhone: string | null;
  buddyCalled: string | null;
  shiftStart: Date | number;
  scheduleId: number;
}

const COLUMNS = ['userId', 'buddyUserId', 'buddyPhone', 'buddyCalled', 'shiftStart', 'scheduleId'];

/** Members who shared a shift or a night with this person. Call it before the person's bookings are released. */
export async function listAcquaintances(trx: Transaction, user: User): Promise<Acquaintances> {
  const { userId } = user;
  const { phones } = await listEarlierNames(trx, user);
  const own: Part[] = await trx('bookings')
    .where({ userId })
    .orWhere({ buddyUserId: userId })
    .orWhereIn('buddyPhone', phones)
    .select(COLUMNS);
  const writers = new Map<number, Set<string>>();
  const add = (id: number | null) => {
    if (id === null || id === userId) return undefined;
    const calls = writers.get(id) ?? new Set<string>();
    writers.set(id, calls);
    return calls;
  };
  for (const part of [...own, ...(await listSameNights(trx, own))]) {
    const calls = add(part.userId);
    add(part.buddyUserId);
    const isNamed = part.buddyUserId === userId || (part.buddyPhone !== null && phones.includes(part.buddyPhone));
    if (isNamed && part.buddyCalled !== null) calls?.add(part.buddyCalled);
  }
  return writers;
}

/** Everybody on the roster in the nights of these bookings. */
async function listSameNights(trx: Transaction, own: readonly Part[]): Promise<Part[]> {
  const schedules: { scheduleId: number; timezone: string }[] = await trx('schedules').select('scheduleId', 'timezone');
  const zones = new Map(schedules.map(({ scheduleId, timezone }) => [scheduleId, timezone]));
  const nights = new Map<string, { from: Date; to: Date }>();
  for (const { scheduleId, shiftStart } of own) {
    const zone = zones.get(scheduleId) ?? 'UTC';
    const night = startsOfNight(nightOf(new Date(shiftStart), zone), zone);
    nights.set(`${night.date} ${zone}`, night);
  }
  const parts: Part[] = [];
  for (const { from, to } of nights.values()) {
    const night: Part[] = await trx('bookings')
      .where('shiftStart', '>=', from)
      .where('shiftStart', '<', to)
      .whereNull('droppedAt')
      .select(COLUMNS);
    parts.push(...night);
  }
  return parts;
}
