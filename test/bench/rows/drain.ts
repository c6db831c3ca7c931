import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { enrol, phoneOf } from '../support/crowd.ts';
import { EVERYWHERE, type Row } from '../support/figure.ts';
import { type ServiceParts, startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';

const GOAL = 0.5;
const FLOOR = 'test/bench/floor/bare-drain.ts';
const BATCH = 500;
const LOOK_EVERY_MS = 100;

/** Messages sent a second from a full outbox, compared with the same claims and updates on the bare driver. */
export const drain: Row = {
  name: 'drain',
  on: EVERYWHERE,
  measure: async (database, bench) => {
    const messages = bench.isQuick ? 2_000 : 10_000;
    const prepared = await database.prepare(async (db) => {
      await enrol(db);
      await queue(db, messages);
    });
    const rates = { figure: [] as number[], floor: [] as number[] };
    for (let round = 0; round < (bench.isQuick ? 1 : 3); round += 1) {
      rates.figure.push(await rateOf({ databaseUrl: await prepared.copy() }, messages));
      rates.floor.push(await rateOf({ databaseUrl: await prepared.copy(), file: FLOOR }, messages));
      bench.say(`round ${round + 1}: ${rates.figure.at(-1)?.toFixed(0)}, floor ${rates.floor.at(-1)?.toFixed(0)}`);
    }
    const [figure, floor] = [median(rates.figure), median(rates.floor)];
    const ratio = figure / floor;
    return [
      {
        what: `outbox drained, ${messages.toLocaleString('en')} rows`,
        on: database.kind,
        figure: `${figure.toFixed(0)} a second`,
        floor: `${floor.toFixed(0)} a second`,
        ratio,
        goal: `≥ ${GOAL}`,
        isReached: ratio >= GOAL,
      },
    ];
  },
};

/** One due message for each person. */
async function queue(db: Database, messages: number): Promise<void> {
  const now = new Date();
  const rows = Array.from({ length: messages }, (_, index) => ({
    messageType: 'shift_notice',
    recipient: phoneOf(index),
    identity: phoneOf(index),
    channel: 'sms',
    payload: 'Sipho M put you down as buddy: Sat 28 Nov 00:00-02:00 (Fri night). Ref P8.',
    rank: 2,
    idempotencyKey: `bench:${index}`,
    dueAt: now,
    encoding: 'GSM-7',
    segments: 1,
    createdAt: now,
  }));
  for (let from = 0; from < messages; from += BATCH) await db('outbox').insert(rows.slice(from, from + BATCH));
}

/** The time from the first message to the last, without the start of the process. */
async function rateOf(parts: ServiceParts, messages: number): Promise<number> {
  const service = await startService(parts);
  let text = '';
  while (linesIn(text) < messages) {
    await wait(LOOK_EVERY_MS);
    text = readFileSync(service.outboxFile, { encoding: 'utf8', flag: 'a+' });
  }
  await service.stop();
  const times = text.split('\n').flatMap((line) => parseLine(line)?.at.getTime() ?? []);
  return (times.length - 1) / ((Math.max(...times) - Math.min(...times)) / 1000);
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
