import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { type Database, isPostgres } from '#src/db/connect.ts';
import { slowness } from './slowness.ts';

/** Times are milliseconds of processor time on a quiet machine: long ones are divided by how much slower this one is now. */
export interface Cost {
  /** The longest turn of the event loop: for that long, nothing else is answered. */
  turn: number;
  /** The longest time for which SQLite's writer lock was held. 0 on PostgreSQL. */
  hold: number;
  /** By how many megabytes the heap grew, at most. */
  megabytes: number;
}

/** Runs `work` and says for how long it stopped everything else. `db` is the connection that writes. */
export async function measureWork(db: Database, work: () => Promise<unknown>): Promise<Cost> {
  await setImmediate();
  const stopHolds = isPostgres(db) ? () => 0 : watchHolds(db);
  const stopTurns = watchTurns();
  const stop = () => ({ ...stopTurns(), hold: stopHolds() });
  try {
    await work();
  } catch (error) {
    // a watch that goes on would slow every later test of this process
    stop();
    throw error;
  }
  // the turn in which the work ended counts too
  await setImmediate();
  return onQuietMachine(stop());
}

/** No limit is lower. */
const LONG_MS = 50;

function onQuietMachine(cost: Cost): Cost {
  if (Math.max(cost.turn, cost.hold) < LONG_MS) return cost;
  const slower = slowness();
  return { ...cost, turn: cost.turn / slower, hold: cost.hold / slower };
}

/** The least of each figure of several runs. */
export function cheapest(costs: readonly Cost[]): Cost {
  const least = (figure: keyof Cost) => Math.min(...costs.map((cost) => cost[figure]));
  return { turn: least('turn'), hold: least('hold'), megabytes: least('megabytes') };
}

/** A timer of one millisecond fires between any two turns that are longer, so each figure is at most that much too large. */
function watchTurns(): () => Omit<Cost, 'hold'> {
  let turn = 0;
  let megabytes = 0;
  const heapBefore = heapMegabytes();
  let before = threadMs();
  const look = () => {
    const now = threadMs();
    turn = Math.max(turn, now - before);
    megabytes = Math.max(megabytes, heapMegabytes() - heapBefore);
    before = now;
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return { turn, megabytes };
  };
}

const WRITES = /^(?:begin immediate|insert|update|delete)\b/i;

/** A hold lasts from a statement that takes the lock until the one connection that writes is given back. */
function watchHolds(db: Database): () => number {
  let longest = 0;
  let since: number | undefined;
  const begin = ({ sql }: { sql: string }) => {
    if (since === undefined && WRITES.test(sql)) since = processMs();
  };
  const end = () => {
    if (since !== undefined) longest = Math.max(longest, processMs() - since);
    since = undefined;
  };
  const { pool } = db.client;
  db.on('query', begin);
  pool.on('release', end);
  return () => {
    db.off('query', begin);
    pool.removeListener('release', end);
    return longest;
  };
}

function heapMegabytes(): number {
  return getHeapStatistics().used_heap_size / 2 ** 20;
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** All threads: SQLite works in those of libuv. */
function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
