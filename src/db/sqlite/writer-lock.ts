import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/**
 * Makes the threads of a process share SQLite's writer lock fairly. Without it, a thread that writes one transaction after
 * another leaves gaps so short that a thread that retries now and then waits for any number of transactions.
 *
 * This is only a courtesy. BEGIN IMMEDIATE alone decides who may write, every wait here is short, and a thread that dies
 * while it holds the lock blocks nobody.
 */

/**
 * How many transactions a thread may begin ahead of a thread that waits. The main thread, which handles texts, may begin two,
 * so that the dispatcher claims the messages of both in one transaction.
 */
const MOST_AHEAD = isMainThread ? 2 : 1;
/** How long a thread lets another one go first. A waiting thread counts as waiting for this long after its next retry is due. */
const YIELD_MS = 5;
const LONGEST_RETRY_PAUSE_MS = 20;
const LONGEST_WAIT_MS = 10_000;

/** The cells of the memory that the threads share: two counters, and what the latest waiting thread has noted. */
const TAKEN_COUNT = 0;
const RELEASED_COUNT = 1;
const WAITING_UNTIL = 2;
const TAKEN_COUNT_AT_WAIT = 3;
const CELLS = 4;

const shared = new Int32Array(sharedMemory());

/** Created by the main thread, and given to each thread that it starts. */
function sharedMemory(): SharedArrayBuffer {
  const key = 'watchline.writer-lock';
  const given = getEnvironmentData(key);
  if (given instanceof SharedArrayBuffer) return given;
  const memory = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT);
  if (isMainThread) setEnvironmentData(key, memory);
  return memory;
}

export const writerLock = {
  /**
   * Runs `begin`, which takes the lock (a BEGIN, or a statement that is a transaction by itself), and retries while another
   * connection has it. After ten seconds it throws the database's error.
   */
  take: async <T>(begin: () => Promise<T>): Promise<T> => {
    await yieldToWaiting();
    const since = performance.now();
    for (;;) {
      const releasedCount = Atomics.load(shared, RELEASED_COUNT);
      try {
        const begun = await begin();
        noteTaken();
        return begun;
      } catch (thrown) {
        if (!isBusy(thrown) || performance.now() - since > LONGEST_WAIT_MS) throw thrown;
      }
      await untilReleased(releasedCount, Math.random() * LONGEST_RETRY_PAUSE_MS);
    }
  },
  release: (): void => countUp(RELEASED_COUNT),
};

/** Lets a waiting thread go first if it has let enough transactions pass. */
async function yieldToWaiting(): Promise<void> {
  const takenCount = Atomics.load(shared, TAKEN_COUNT);
  const passed = toCell(takenCount - Atomics.load(shared, TAKEN_COUNT_AT_WAIT));
  if (isAnyWaiting() && passed >= MOST_AHEAD) await changed(TAKEN_COUNT, takenCount, YIELD_MS);
}

/** Waits until the lock is released once more, at most for `longestMs`. */
async function untilReleased(releasedCount: number, longestMs: number): Promise<void> {
  // minus one, because the transaction that holds the lock now has been counted, and goes ahead of this thread
  if (!isAnyWaiting()) Atomics.store(shared, TAKEN_COUNT_AT_WAIT, Atomics.load(shared, TAKEN_COUNT) - 1);
  Atomics.store(shared, WAITING_UNTIL, toCell(now() + longestMs + YIELD_MS));
  await changed(RELEASED_COUNT, releasedCount, longestMs);
}

function noteTaken(): void {
  Atomics.store(shared, WAITING_UNTIL, toCell(now()));
  countUp(TAKEN_COUNT);
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_BUSY';
}

function countUp(cell: number): void {
  Atomics.add(shared, cell, 1);
  Atomics.notify(shared, cell);
}

function isAnyWaiting(): boolean {
  return toCell(Atomics.load(shared, WAITING_UNTIL) - now()) > 0;
}

/** Milliseconds on a clock that all threads share. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** The low 32 bits. The difference of two close values stays right. */
function toCell(value: number): number {
  return value | 0;
}

async function changed(cell: number, seen: number, longestMs: number): Promise<void> {
  const change = Atomics.waitAsync(shared, cell, seen, longestMs);
  if (!change.async) return;
  // a pending waitAsync does not keep the process alive, but a timer does
  const tooLong = Promise.withResolvers<void>();
  const timer = setTimeout(tooLong.resolve, longestMs);
  await Promise.race([change.value, tooLong.promise]);
  clearTimeout(timer);
}
