/** The only way to ask what time it is. Tests fix it, `CLOCK_START` moves it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs, but from another instant. Its offset lives in shared memory, so that every worker thread agrees. */
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

/** What a worker thread uses: it follows the clock that the main thread moves. */
export function followingClock(sharedOffset: SharedArrayBuffer): Clock {
  const offset = new BigInt64Array(sharedOffset);
  return { now: () => offsetNow(offset) };
}

function offsetNow(offset: BigInt64Array): Date {
  return new Date(Date.now() + Number(Atomics.load(offset, 0)));
}
