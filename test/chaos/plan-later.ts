import { bookShift } from '#src/actions/bookings/book-shift.ts';
import { parseConfig } from '#src/config.ts';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { systemClock } from '#src/platform/clock.ts';
import { after, before, DAY, HOUR, SECOND } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { addDays, instantAt, localDateOf } from '#src/platform/zoned-time.ts';
import { createSendingServices } from '#src/sending-services.ts';
import { MEMBERS } from './people.ts';
import type { Chance } from './random.ts';

const ZONE = 'Africa/Johannesburg';
const INVITATIONS = 8;
/** The first reminder is due when the processes may have started, and the others follow. */
const FIRST_REMINDER = 5 * SECOND;
const BETWEEN_REMINDERS = SECOND / 2;

/**
 * Schedules reminders that become due while the rounds are played, and invites members as buddies of people who never text.
 * Returns when the last reminder is due.
 */
export async function planLater(db: Database, databaseUrl: string, rounds: number): Promise<Date> {
  const config = parseConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret for chaos, and for nothing else' });
  const clock = systemClock;
  await using services = await createSendingServices({ config, log: silentLog, clock });
  const now = clock.now();
  const [{ scheduleId }] = await db('schedules')
    .insert({ name: 'Day patrol', cronExpr: '0 12 * * *', durationMinutes: 120, timezone: ZONE, capacity: 99 })
    .returning('scheduleId');
  for (let index = 0; index < rounds; index += 1) {
    const shiftStart = after(now, 2 * HOUR + FIRST_REMINDER + index * BETWEEN_REMINDERS);
    await inTransaction(db, async (trx) => {
      const [userId, buddyUserId] = [await addPerson(trx, 2 * index), await addPerson(trx, 2 * index + 1)];
      const agreed = { createdAt: before(now, 3 * DAY), buddySince: before(now, 3 * DAY) };
      const shift = { scheduleId, shiftStart, shiftEnd: after(shiftStart, HOUR), slot: 1, ref: `CHAOS${index}` };
      await trx('bookings').insert({ ...shift, ...agreed, userId, buddyUserId });
    });
  }
  await services.timers.plan();
  const startsAt = instantAt(addDays(localDateOf(now, ZONE), 2), 12, 0, ZONE);
  for (const phone of MEMBERS.slice(0, INVITATIONS)) {
    await inTransaction(db, async (trx) => {
      const userId = await addPerson(trx, 9000 + MEMBERS.indexOf(phone));
      const buddy = { kind: 'named', name: 'Bud', phone } as const;
      await bookShift(trx, services.settings, { cause: `chaos:${phone}`, userId, scheduleId, startsAt, buddy });
    });
  }
  return after(now, FIRST_REMINDER + rounds * BETWEEN_REMINDERS);
}

async function addPerson(trx: Transaction, number: number): Promise<number> {
  const now = systemClock.now();
  const phone = `+2784001${String(number).padStart(4, '0')}`;
  const person = { phone, name: `Walker ${number}`, status: 'active', verifiedAt: now, createdAt: now };
  const [row] = await trx('users').insert(person).returning('userId');
  return row.userId;
}

/** The deadline of one open ask is over now: its timer runs at once, perhaps while somebody answers. */
export async function passDeadline(db: Database, chance: Chance): Promise<void> {
  const open: { askId: number }[] = await db('asks').where({ status: 'open' }).orderBy('askId').select('askId');
  if (open.length === 0) return;
  const { askId } = chance.pick(open);
  const now = systemClock.now();
  await inTransaction(db, async (trx) => {
    await trx('asks').where({ askId, status: 'open' }).update({ deadlineAt: now });
    await trx('timers')
      .where({ key: `ask_expiry:${askId}`, status: 'waiting' })
      .update({ dueAt: now });
  });
}
