/** The only source of the current time. Tests fix it, and `CLOCK_START` moves it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs from another instant. Its offset is in shared memory, so that all threads agree. */
export interface MovableClock extends Clock {
  readonly sharedOffset: SharedArrayBuffer;
  moveTo(instant: Date): void;
}

export function isMovable(clock: Clock): clock is MovableClock {
  return 'moveTo' in clock;
}

export function movableClock(start: Date): MovableClock {
  const sharedOffset = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const offset = new BigInt64Array(sharedOffset);
  const moveTo = (instant: Date) => {
    Atomics.store(offset, 0, BigInt(instant.getTime() - Date.now()));
  };
  moveTo(start);
  return { sharedOffset, moveTo, now: () => offsetNow(offset) };
}

/** The clock of a worker thread, which follows the clock that the main thread moves. */
export function followingClock(sharedOffset: SharedArrayBuffer): Clock {
  const offset = new BigInt64Array(sharedOffset);
  return { now: () => offsetNow(offset) };
}

function offsetNow(offset: BigInt64Array): Date {
  return new Date(Date.now() + Number(Atomics.load(offset, 0)));
}
