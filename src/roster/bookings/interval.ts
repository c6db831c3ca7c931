/** Half-open: 00:00-02:00 and 02:00-04:00 do not overlap. */
export interface Interval {
  startsAt: Date;
  endsAt: Date;
}

/**
 * Returns a function that says whether an interval overlaps none of `held`. Each call is a binary search, because a listing
 * asks for thousands of shifts.
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
    // of all blocks that begin before the interval ends, only the last one can overlap it
    return (blocks[low - 1]?.to ?? Number.NEGATIVE_INFINITY) <= startsAt.getTime();
  };
}

/** The same times, merged and sorted. */
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
