import type { Transaction } from '#src/db/connect.ts';

interface Traces {
  table: string;
  key: string[];
  /** When it was. */
  column: string;
}

/** What serves for some days and is of no use to anybody afterwards: whole rows of it go. */
const TRACES: Traces[] = [
  { table: 'repeats', key: ['userId', 'repeatKey'], column: 'createdAt' },
  { table: 'live_events', key: ['liveEventId'], column: 'createdAt' },
  { table: 'buddy_numbers', key: ['userId', 'namedOn', 'phone'], column: 'namedOn' },
];

/** Answers kept for repeated requests, live events that every screen has shown, the numbers that people named in a day. */
export async function eraseShortLivedRows(
  trx: Transaction,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  let count = 0;
  for (const { table, key, column } of TRACES) {
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
