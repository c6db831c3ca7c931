import type { Config } from '#src/config.ts';
import { connect, type Database, sqliteFileOf, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { createHeartbeats } from '#src/db/monitoring/heartbeats.ts';
import { findRunningSince } from '#src/db/monitoring/uptime.ts';
import { readSchemaState } from '#src/db/schema/schema-state.ts';
import { countFailedTimers, listLateKinds, readTimerState } from '#src/db/timers/read-timers.ts';
import { findSenderPause } from '#src/messaging/limits/sender-pause.ts';
import { countOverLimit } from '#src/messaging/media/daily-limits.ts';
import { readTraffic } from '#src/messaging/monitoring/traffic.ts';
import { countDeadLetters } from '#src/messaging/outbox/dead-letters.ts';
import type { Clock } from '#src/platform/clock.ts';
import { before, DAY } from '#src/platform/duration.ts';
import { describeError } from '#src/platform/log.ts';
import { listCoordinators } from '#src/volunteers/people/find-user.ts';
import { checkDatabase, checkSchema } from './check-database.ts';
import { checkDisk } from './check-disk.ts';
import { checkFiles } from './check-files.ts';
import { checkMedia } from './check-media.ts';
import { checkQueue } from './check-queue.ts';
import { checkCoordinators, checkCutSettings, checkSettings } from './check-settings.ts';
import { checkTimers, type TimerFacts } from './check-timers.ts';
import { checkWorkers } from './check-workers.ts';
import { examineTwilio } from './examine-twilio.ts';
import { type Finding, wrong } from './finding.ts';

/** What was given up before this is no longer reported. */
const GIVEN_UP_SINCE = 7 * DAY;

export interface Examination {
  config: Config;
  /** The clock of the machine. */
  clock: Clock;
  /** The folder in which the service is started. */
  folder: string;
  /** Settings whose value in `.env` ends before a "#". */
  cutSettings: readonly string[];
}

/** Runs all checks. A check comes after the checks that it depends on. Changes nothing. */
export async function examine({ config, clock, folder, cutSettings }: Examination): Promise<Finding[]> {
  const file = sqliteFileOf(config.DATABASE_URL);
  return [
    ...checkSettings(config),
    ...checkCutSettings(cutSettings),
    ...(await checkFiles(folder, file)),
    ...(await examineDatabase(config, clock)),
    ...(await examineTwilio(config, clock)),
  ];
}

async function examineDatabase({ DATABASE_URL: url }: Config, clock: Clock): Promise<Finding[]> {
  try {
    const state = await readSchemaState(url);
    const schema = checkSchema(state);
    if (state !== 'upToDate') return [schema];
    const db = connect(url);
    try {
      const disk = await checkDisk(sqliteFileOf(url));
      return [schema, ...(await checkDatabase(db)), disk, ...(await examineWork(db, clock))];
    } finally {
      await db.destroy();
    }
  } catch (thrown) {
    const { error, code } = describeError(thrown);
    const what = `database: cannot be used (${code ?? error})`;
    return [wrong(what, 'See that it runs, and that DATABASE_URL names it, its user and password')];
  }
}

async function examineWork(db: Database, clock: Clock): Promise<Finding[]> {
  const traffic = await readTraffic(db, clock);
  const ages = await createHeartbeats({ db, clock }).ages();
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const deadLetters = await countDeadLetters(trx, before(now, GIVEN_UP_SINCE));
    const pause = await findSenderPause(trx);
    const coordinators = await listCoordinators(trx);
    return [
      ...checkWorkers(ages, await runningFor(trx, clock)),
      checkCoordinators(coordinators.length),
      ...checkQueue({ ...traffic, pause, deadLetters }),
      checkMedia({ overLimit: await countOverLimit(trx, now) }),
      ...checkTimers(await readTimerFacts(trx, now)),
    ];
  });
}

async function readTimerFacts(trx: Transaction, now: Date): Promise<TimerFacts> {
  return {
    now,
    state: await readTimerState(trx, now),
    late: await listLateKinds(trx, now),
    failed: await countFailedTimers(trx, before(now, GIVEN_UP_SINCE)),
  };
}

async function runningFor(trx: Transaction, clock: Clock): Promise<number> {
  const since = await findRunningSince(trx);
  return since ? clock.now().getTime() - since.getTime() : Infinity;
}
