import type { Transaction } from '#src/db/connect.ts';

interface ShortLivedTable {
  table: string;
  key: string[];
  /** The instant or date of a row. A row without one is kept. */
  column: string;
}

/** Rows that are useful for some days only. They are deleted. */
const TABLES: ShortLivedTable[] = [
  { table: 'repeats', key: ['userId', 'repeatKey'], column: 'createdAt' },
  { table: 'live_events', key: ['liveEventId'], column: 'createdAt' },
  { table: 'asks', key: ['askId'], column: 'endedAt' },
  { table: 'timers', key: ['timerId'], column: 'endedAt' },
  { table: 'buddy_numbers', key: ['userId', 'namedOn', 'phone'], column: 'namedOn' },
];

/**
 * Deletes stored answers for repeated requests, live events, ended asks and timers, and the numbers that people named in a day.
 * Returns how many.
 */
export async function eraseShortLivedRows(
  trx: Transaction,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  let count = 0;
  for (const { table, key, column } of TABLES) {
    const at = column === 'namedOn' ? before.toISOString().slice(0, 10) : before;
    const old: Record<string, string | number>[] = await trx(table)
      .where(column, '<=', at)
      .limit(limit - count)
      .select(key);
    for (const row of old) await trx(table).where(row).delete();
    count += old.length;
  }
  return count;
}
