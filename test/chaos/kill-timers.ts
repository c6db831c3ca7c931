import { createTimerKinds } from '#src/actions/timers/timer-kinds.ts';
import { parseConfig } from '#src/config.ts';
import { connect, type Database, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { runDueTimers } from '#src/db/timers/run-timers.ts';
import { after, SECOND } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import { bookCrowd } from '#test/support/crowd-on-shift.ts';
import { countNotes, noteKind, scheduleNotes } from '#test/support/note-timers.ts';
import { runFile } from '#test/support/run-file.ts';
import type { Finding } from './finding.ts';
import { type Chance, chanceFrom } from './random.ts';

/** The moment at which all timers are due: two hours before a shift. */
const DUE = new Date('2026-11-27T18:00:00Z');
/** Longer than the lease of a timer that is claimed for the first time. */
const BETWEEN_DEATHS = 31 * SECOND;
/** A timer's lease grows each time that its process dies. */
const STEPS_TO_THE_END = 40;
const MOST_STATEMENTS = 80;
const MOST_MILLISECONDS = 60;

export interface KillOptions {
  databaseUrl: string;
  /** All due at the same moment. A fifth are reminders, the others only count. */
  timers: number;
  kills: number;
  /** How many processes run the timers and die at the same time. */
  processes: number;
  seed: number;
}

export interface KillResult {
  deaths: number;
  /** Timers that a death took from a process, so that another one had to run them. */
  repeated: number;
  findings: Finding[];
}

/** Kills processes at random points while they run due timers. Then another process finishes, and each timer must have run once. */
export async function killTimers({ databaseUrl, timers, kills, processes, seed }: KillOptions): Promise<KillResult> {
  const db = connect(databaseUrl);
  await migrate(db);
  let now = DUE;
  const clock = { now: () => now };
  const config = parseConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret of these tests, 32 letters long' });
  await using services = await createServices({ config, log: silentLog, clock, db });
  // each has two people
  await inTransaction(db, (trx) => bookCrowd(trx, { due: DUE, bookings: timers / 10 }));
  await services.timers.plan();
  const [reminders] = await db('timers').count('* as total');
  await scheduleNotes(db, clock, timers - Number(reminders?.total));
  const chance = chanceFrom(seed);
  await inTransaction(db, (trx) => shuffle(trx, chance));
  let deaths = 0;
  while (deaths < kills) {
    now = after(now, BETWEEN_DEATHS);
    const together = Array.from({ length: Math.min(processes, kills - deaths) }, () =>
      dieRunning(databaseUrl, now, chance),
    );
    const ends = await Promise.all(together);
    deaths += ends.filter((end) => end === 'SIGKILL').length;
    if (ends.every((end) => end !== 'SIGKILL')) throw new Error(`after ${deaths} deaths a process ended as ${ends}`);
  }
  const kinds = { ...createTimerKinds({ db, log: silentLog, settings: services.settings }), ...noteKind(clock) };
  for (let step = 0; step < STEPS_TO_THE_END; step += 1) {
    now = after(now, BETWEEN_DEATHS);
    await runDueTimers({ db, clock, log: silentLog, kinds });
  }
  const [repeated] = await db('timers').where('attempts', '>', 1).count('* as total');
  return { deaths, repeated: Number(repeated?.total), findings: await findWrongRuns(db) };
}

/** Otherwise the kinds would run one after the other. */
async function shuffle(trx: Transaction, chance: Chance): Promise<void> {
  const ids: number[] = await trx('timers').pluck('timer_id');
  for (const timerId of ids)
    await trx('timers')
      .where({ timerId })
      .update({ dueAt: after(DUE, chance.below(SECOND)) });
}

function dieRunning(databaseUrl: string, now: Date, chance: Chance): Promise<number | string> {
  const [point, most] = chance.pick([
    ['statement', MOST_STATEMENTS],
    ['milliseconds', MOST_MILLISECONDS],
  ] as const);
  const args = [databaseUrl, now.toISOString(), point, String(1 + chance.below(most))];
  return runFile('test/support/die-running.ts', args, process.cwd(), {}).ended;
}

async function findWrongRuns(db: Database): Promise<Finding[]> {
  const findings: Finding[] = [];
  const find = (what: string) => findings.push({ promise: 'Each timer runs once', what });
  const notes = await countNotes(db);
  for (const { key, kind, status } of await db('timers').select('key', 'kind', 'status')) {
    if (status !== 'done') find(`${key} is ${status}`);
    const runs = kind === 'note' ? (notes.get(key) ?? 0) : undefined;
    if (runs !== undefined && runs !== 1) find(`${key} ran ${runs} times`);
  }
  const keys = await db('timers').where('kind', 'like', 'reminder%').orderBy('key').pluck('key');
  const queued = await db('outbox').where('messageType', 'like', 'reminder%').pluck('idempotency_key');
  const unsent = keys.filter((key) => !queued.includes(key));
  if (unsent.length > 0) find(`no message of ${unsent.join(', ')}`);
  return findings;
}
