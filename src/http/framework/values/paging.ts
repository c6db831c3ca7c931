import { z } from 'zod';
import { invalidField } from '#src/http/framework/invalid-field.ts';

/** Beside an endpoint's own filters. */
export const pageQuery = {
  cursor: z.string().max(200).optional().meta({ description: 'The `next_cursor` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/** Newest first. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'Null on the last page.' }),
  });

/** `rows` holds one more than the page where there is a next one. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  { limit, keyOf, present }: { limit: number; keyOf: (row: Row) => readonly number[]; present: (row: Row) => Item },
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(present), next_cursor: hasMore ? keyOf(last).join('.') : null };
}

/** The numbers that the page before ended with; undefined at the first page. */
export function readCursor(cursor: string | undefined, length: number): number[] | undefined {
  if (cursor === undefined) return undefined;
  const numbers = cursor.split('.').map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : Number.NaN));
  const isOurs = numbers.length === length && numbers.every((number) => Number.isSafeInteger(number));
  if (isOurs) return numbers;
  throw invalidField('query.cursor', 'not a cursor of this list');
}

/** The only number of a list's cursor: an id, below which the next page begins. */
export function readIdCursor(cursor: string | undefined): number | undefined {
  const [id] = readCursor(cursor, 1) ?? [];
  // larger than any id column holds: the whole list
  return id === undefined ? undefined : Math.min(id, 2_147_483_647);
}
