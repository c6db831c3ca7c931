import { z } from 'zod';
import { invalidField } from '#src/http/framework/invalid-field.ts';

/** Added to the filters of each list. */
export const pageQuery = {
  cursor: z.string().max(200).optional().meta({ description: '`next_cursor` of the previous page.' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'Null on the last page.' }),
  });

/** `rows` has one row more than the page if there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  { limit, keyOf, present }: { limit: number; keyOf: (row: Row) => readonly number[]; present: (row: Row) => Item },
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(present), next_cursor: hasMore ? keyOf(last).join('.') : null };
}

/** The key of the previous page's last row. Undefined for the first page. */
export function readCursor(cursor: string | undefined, length: number): number[] | undefined {
  if (cursor === undefined) return undefined;
  const numbers = cursor.split('.').map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : Number.NaN));
  const isOurs = numbers.length === length && numbers.every((number) => Number.isSafeInteger(number));
  if (isOurs) return numbers;
  throw invalidField('query.cursor', 'not a cursor of this list');
}

/** For lists by id: the id of the previous page's last row. */
export function readIdCursor(cursor: string | undefined): number | undefined {
  const [id] = readCursor(cursor, 1) ?? [];
  // a larger number does not fit into an id column
  return id === undefined ? undefined : Math.min(id, 2_147_483_647);
}
