/** Repeatable random numbers: the same seed gives the same run. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  happens(probability: number): boolean;
}

/** Mulberry32: small, uniform enough, and the same on every machine. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    happens: (p) => next() < p,
  };
}
