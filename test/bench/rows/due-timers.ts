import { setTimeout as wait } from 'node:timers/promises';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import { bookCrowd } from '#test/support/crowd-on-shift.ts';
import { enrol } from '../support/crowd.ts';
import { EVERYWHERE, type Figure, type Row } from '../support/figure.ts';
import { openPhones } from '../support/phones.ts';
import { startService } from '../support/service.ts';
import { median, percentile } from '../support/statistics.ts';
import { talk, trickle, WARM_UP } from '../support/talk.ts';

const TIMERS = 1_000;
const A_SECOND = 20;
const PHONES = 32;
const MOST_TIMES_SLOWER = 2;
const MOST_SECONDS = 30;
const LOOK_EVERY_MS = 50;

/** What texts wait while a thousand reminders become due at one moment, compared with the same texts without them. */
export const textsBesideTimers: Row = {
  name: 'timers',
  on: EVERYWHERE,
  measure: async (database, { isQuick, say }) => {
    const prepared = await database.prepare(enrol);
    const databaseUrl = await prepared.copy();
    const db = connect(databaseUrl);
    const service = await startService({ databaseUrl });
    const phones = openPhones({ urls: [service.url], outboxFile: service.outboxFile });
    const [rounds, texts] = isQuick ? [2, 100] : [4, 200];
    const times = { during: [] as number[], alone: [] as number[] };
    const seconds: number[] = [];
    let first = WARM_UP;
    const text = () => {
      first += texts;
      return trickle(phones, { texts, first: first - texts, aSecond: A_SECOND });
    };
    try {
      await talk(phones, { people: WARM_UP, phones: PHONES });
      // the first reminders also load and compile
      await schedule(db, rounds);
      await untilDone(db);
      for (let round = 0; round < rounds; round += 1) {
        times.alone.push(...(await text()));
        await schedule(db, round);
        const [answers, tookMs] = await Promise.all([text(), untilDone(db)]);
        times.during.push(...answers);
        seconds.push(tookMs / 1000);
        say(`p99 ${percentile(answers, 0.99)} ms, ${TIMERS} timers in ${seconds.at(-1)?.toFixed(1)} s`);
      }
    } finally {
      await phones.close();
      await service.stop();
      await db.destroy();
    }
    return figuresOf(database.kind, times, median(seconds));
  },
};

/** Reminders that are due now, of people who send no texts. */
async function schedule(db: Database, round: number): Promise<void> {
  const now = new Date();
  const bookings = TIMERS / 2;
  await inTransaction(db, async (trx) => {
    const begun = after(now, -MINUTE);
    await bookCrowd(trx, { due: begun, bookings, first: 1_000_000 + round * TIMERS });
    const booked = await trx('bookings').orderBy('bookingId', 'desc').limit(bookings);
    const rows = booked.flatMap(({ bookingId, shiftStart, userId, buddyUserId }) =>
      [userId, buddyUserId].map((person) => ({
        ...{ kind: 'reminder_2h', subject: `booking:${bookingId}`, userId: person, status: 'waiting' },
        key: `reminder_2h:${bookingId}:${new Date(shiftStart).getTime()}:${person}`,
        ...{ priority: TIMER_PRIORITY.ask, dueAt: now, validUntil: after(now, HOUR), createdAt: begun },
      })),
    );
    for (let from = 0; from < rows.length; from += 100) await trx('timers').insert(rows.slice(from, from + 100));
  });
}

/** Milliseconds until all that are due have run. */
async function untilDone(db: Database): Promise<number> {
  const from = performance.now();
  for (;;) {
    // the texts book shifts, whose reminders are due later
    const due = db('timers').where({ kind: 'reminder_2h', status: 'waiting' }).where('dueAt', '<=', new Date());
    const [left] = await due.count('* as timers');
    if (Number(left?.timers) === 0) return performance.now() - from;
    await wait(LOOK_EVERY_MS);
  }
}

function figuresOf(on: string, { during, alone }: { during: number[]; alone: number[] }, seconds: number): Figure[] {
  const [slow, usual] = [percentile(during, 0.99), percentile(alone, 0.99)];
  return [
    {
      ...{ what: `texts beside ${TIMERS.toLocaleString('en')} due timers, and without: p99 of answers`, on },
      ...{ figure: `${slow} ms`, floor: `${usual} ms`, ratio: slow / usual },
      ...{ goal: `≤ ${MOST_TIMES_SLOWER}`, isReached: slow / usual <= MOST_TIMES_SLOWER },
    },
    {
      ...{ what: `${TIMERS.toLocaleString('en')} reminders that are due at one moment, all queued`, on },
      ...{ figure: `${seconds.toFixed(1)} s`, goal: `≤ ${MOST_SECONDS} s`, isReached: seconds <= MOST_SECONDS },
    },
  ];
}
