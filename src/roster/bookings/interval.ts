import type { Interval } from './find-overlap.ts';

/**
 * Tells of any interval whether it overlaps none of `held`; 00:00-02:00 and 02:00-04:00 don't overlap. For many questions:
 * each takes as many steps as the number of `held` has binary digits.
 */
export function overlapsNone(held: readonly Interval[]): (interval: Interval) => boolean {
  const blocks = blocksOf(held);
  return ({ startsAt, endsAt }) => {
    const before = endsAt.getTime();
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.from ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    // the last block that begins before it ends is the only one that can reach into it
    return (blocks[low - 1]?.to ?? Number.NEGATIVE_INFINITY) <= startsAt.getTime();
  };
}

/** The same times without overlaps, in order. */
function blocksOf(held: readonly Interval[]): { from: number; to: number }[] {
  const times = held.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() }));
  const blocks: { from: number; to: number }[] = [];
  for (const { from, to } of times.sort((one, other) => one.from - other.from)) {
    const last = blocks.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else blocks.push({ from, to });
  }
  return blocks;
}
