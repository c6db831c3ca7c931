import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/**
 * What the threads of this process know of each other: how often its writer was taken and set free, until when one of them
 * waits, and how often it had been taken when that one began to.
 */
const TAKEN = 0;
const FREED = 1;
const WAITED_FOR_UNTIL = 2;
const WAITED_SINCE = 3;
const CELLS = 4;
/**
 * Transactions that a thread may begin before one that waits already. The main thread, where texts are handled, begins two:
 * what they queue is then claimed at once by one transaction of the dispatcher instead of one each.
 */
const AHEAD = isMainThread ? 2 : 1;
/** So long one gives way to somebody who waits, and so much later than it meant to that one may look again. */
const COURTESY_MS = 5;
const LONGEST_PAUSE_MS = 20;
const LONGEST_WAIT_MS = 10_000;

const turns = new Int32Array(sharedMemory());

/** The main thread's, which each thread that it starts is given. */
function sharedMemory(): SharedArrayBuffer {
  const key = 'watchline.writer-turns';
  const given = getEnvironmentData(key);
  if (given instanceof SharedArrayBuffer) return given;
  const memory = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT);
  if (isMainThread) setEnvironmentData(key, memory);
  return memory;
}

/**
 * Turns at SQLite's one writer, for the threads of a process: without them a thread that writes one transaction after the
 * other leaves gaps so short that another, which looks now and then, waits for any number of them. It is a courtesy only:
 * who may write is decided by BEGIN IMMEDIATE alone, nothing waits for long, and a thread that dies in the middle keeps
 * nobody.
 */
export const writerLock = {
  /**
   * Does what takes the writer, a BEGIN or a statement that is a transaction by itself, as soon as nobody else has it. Waits
   * for ten seconds at most, and then throws what the database says.
   */
  take: async <T>(begin: () => Promise<T>): Promise<T> => {
    await giveWay();
    const since = performance.now();
    for (;;) {
      const timesFreed = Atomics.load(turns, FREED);
      try {
        const begun = await begin();
        taken();
        return begun;
      } catch (thrown) {
        if (!isBusy(thrown) || performance.now() - since > LONGEST_WAIT_MS) throw thrown;
      }
      await untilFreed(timesFreed, Math.random() * LONGEST_PAUSE_MS);
    }
  },
  freed: (): void => count(FREED),
};

/** Lets who waits already go first, where it has waited for long enough. */
async function giveWay(): Promise<void> {
  const seen = Atomics.load(turns, TAKEN);
  if (isWaitedFor() && wrapped(seen - Atomics.load(turns, WAITED_SINCE)) >= AHEAD)
    await changed(TAKEN, seen, COURTESY_MS);
}

/** Waits until it was set free since it had been so often, and for `longest` milliseconds at most. */
async function untilFreed(since: number, longest: number): Promise<void> {
  // the one that it waits for has been taken, and counts
  if (!isWaitedFor()) Atomics.store(turns, WAITED_SINCE, Atomics.load(turns, TAKEN) - 1);
  Atomics.store(turns, WAITED_FOR_UNTIL, wrapped(now() + longest + COURTESY_MS));
  await changed(FREED, since, longest);
}

function taken(): void {
  Atomics.store(turns, WAITED_FOR_UNTIL, wrapped(now()));
  count(TAKEN);
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_BUSY';
}

function count(what: number): void {
  Atomics.add(turns, what, 1);
  Atomics.notify(turns, what);
}

function isWaitedFor(): boolean {
  return wrapped(Atomics.load(turns, WAITED_FOR_UNTIL) - now()) > 0;
}

/** Milliseconds on a clock that all threads share. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Milliseconds as they fit into a cell: those of two times that lie near each other differ by the same. */
function wrapped(milliseconds: number): number {
  return milliseconds | 0;
}

async function changed(what: number, seen: number, longest: number): Promise<void> {
  const change = Atomics.waitAsync(turns, what, seen, longest);
  if (!change.async) return;
  // a change that is waited for keeps no process alive; a timer does
  const tooLong = Promise.withResolvers<void>();
  const timer = setTimeout(tooLong.resolve, longest);
  await Promise.race([change.value, tooLong.promise]);
  clearTimeout(timer);
}
