import type { Database, Transaction } from '#src/db/connect.ts';
import { nightOf, startsOfNight } from '#src/roster/schedules/night.ts';

/**
 * Members who know a person, each with the names that they typed for the person in their bookings. Only their words are
 * searched for the name: other people may mean anything with the same words.
 */
export type Acquaintances = ReadonlyMap<number, ReadonlySet<string>>;

/** The people of one booking. */
export interface SharedShift {
  userId: number;
  buddyUserId: number | null;
  buddyPhone: string | null;
  buddyCalled: string | null;
  shiftStart: number;
  scheduleId: number;
}

interface Whose {
  userId: number;
  phones: readonly string[];
}

const COLUMNS = ['userId', 'buddyUserId', 'buddyPhone', 'buddyCalled', 'shiftStart', 'scheduleId'];

/** Shifts ahead with this person as buddy. Call it before they are released, because then they lose the buddy. */
export async function listShiftsAsBuddy(
  trx: Transaction,
  { userId, phones }: Whose,
  now: Date,
): Promise<SharedShift[]> {
  const shifts: SharedShift[] = await trx('bookings')
    .where('shiftEnd', '>', now)
    .where((theirs) => theirs.where({ buddyUserId: userId }).orWhereIn('buddyPhone', [...phones]))
    .select(COLUMNS);
  return shifts.map(plain);
}

/** Members who shared a shift or a night with this person before the erasure began. `asBuddy`: shifts that were released then. */
export async function listAcquaintances(
  db: Database,
  { userId, phones }: Whose,
  { asBuddy, lastBookingId }: { asBuddy: readonly SharedShift[]; lastBookingId: number },
): Promise<Acquaintances> {
  const own: SharedShift[] = await db('bookings')
    .where('bookingId', '<=', lastBookingId)
    .where((theirs) =>
      theirs
        .where({ userId })
        .orWhere({ buddyUserId: userId })
        .orWhereIn('buddyPhone', [...phones]),
    )
    .select(COLUMNS);
  const writers = new Map<number, Set<string>>();
  const add = (shift: SharedShift) => {
    for (const id of [shift.userId, shift.buddyUserId]) {
      if (id !== null && id !== userId && !writers.has(id)) writers.set(id, new Set());
    }
    const { buddyPhone, buddyCalled } = shift;
    const isNamed = shift.buddyUserId === userId || (buddyPhone !== null && phones.includes(buddyPhone));
    if (isNamed && buddyCalled !== null) writers.get(shift.userId)?.add(buddyCalled);
  };
  const shifts = [...own, ...asBuddy];
  for (const shift of shifts) add(shift);
  for (const night of await listNights(db, shifts)) {
    for (const shift of await listShiftsOf(db, night, lastBookingId)) add(shift);
  }
  return writers;
}

interface Night {
  from: Date;
  to: Date;
}

async function listNights(db: Database, shifts: readonly SharedShift[]): Promise<Iterable<Night>> {
  const schedules: { scheduleId: number; timezone: string }[] = await db('schedules').select('scheduleId', 'timezone');
  const zones = new Map(schedules.map(({ scheduleId, timezone }) => [scheduleId, timezone]));
  const nights = new Map<string, Night>();
  for (const { scheduleId, shiftStart } of shifts) {
    const zone = zones.get(scheduleId) ?? 'UTC';
    const night = startsOfNight(nightOf(new Date(shiftStart), zone), zone);
    nights.set(`${night.date} ${zone}`, night);
  }
  return nights.values();
}

/** Everybody who was on the roster in a night. */
async function listShiftsOf(db: Database, { from, to }: Night, lastBookingId: number): Promise<SharedShift[]> {
  return db('bookings')
    .where('shiftStart', '>=', from)
    .where('shiftStart', '<', to)
    .where('bookingId', '<=', lastBookingId)
    .whereNull('droppedAt')
    .select(COLUMNS);
}

function plain({ shiftStart, ...shift }: SharedShift): SharedShift {
  return { ...shift, shiftStart: new Date(shiftStart).getTime() };
}
