import { z } from 'zod';
import { fromUrl, LARGEST_ID } from './url-integers.ts';

/** The key of the last row of the previous page: whole numbers with dots between them. */
export const cursorOf = (numbers: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9]{1,15}(?:\\.[0-9]{1,15}){${numbers - 1}}$`), 'not a cursor of this list')
    .meta({ description: '`next_cursor` of the previous page.' });

/** Added to the filters of each list. */
export const pageQuery = {
  cursor: cursorOf(1).optional(),
  limit: fromUrl(z.int().min(1).max(100).default(50)),
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
export function readCursor(cursor: string | undefined): number[] | undefined {
  return cursor?.split('.').map(Number);
}

/** For lists by id: the id of the previous page's last row. */
export function readIdCursor(cursor: string | undefined): number | undefined {
  const [id] = readCursor(cursor) ?? [];
  // a larger number does not fit into an id column
  return id === undefined ? undefined : Math.min(id, LARGEST_ID);
}
