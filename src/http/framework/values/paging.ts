import { z } from 'zod';
import type { Answer } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { END_OF_DATES } from './date-inputs.ts';
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

/** Added to the filters of a list whose answer is an array: the next page is in the `Link` header only. */
export const arrayQuery = ({ numbers = 1, most, refused = `${most}` }: ArrayLimits) => ({
  cursor: cursorOf(numbers).optional().meta({ description: 'From the `Link` header of the previous page.' }),
  limit: fromUrl(z.int().min(1).max(most).optional()).meta({
    description: `The most that one page lists. Without it, nothing is left out: more than ${refused} are a 400.`,
  }),
});

interface ArrayLimits {
  /** How many numbers a cursor has. */
  numbers?: number;
  /** The largest limit. */
  most: number;
  /** Beyond this, a request without a limit is refused, if that is something else. */
  refused?: string;
}

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

export interface Rows<Row> {
  rows: readonly Row[];
  hasMore: boolean;
}

/** `found` has one row more than `most` if there are more. */
export function firstRows<Row>(found: readonly Row[], most: number): Rows<Row> {
  return { rows: found.slice(0, most), hasMore: found.length > most };
}

interface ArrayPage<Row, Item> {
  /** The limit of the request. */
  limit: number | undefined;
  /** What to answer to a request without a limit, if there are more. It says what to ask for instead. */
  tooMany: string;
  keyOf: (row: Row) => readonly number[];
  present: (row: Row) => Item;
}

/** What a request for too much is told. */
export const LESS_TIME = 'ask for less time, or set a limit to get pages';
export const SET_A_LIMIT = 'set a limit to get pages';

/** For lists whose answer is an array. A caller that gives no limit may not know of pages, so it is never given only the first. */
export function answerArray<Row, Item>({ rows, hasMore }: Rows<Row>, page: ArrayPage<Row, Item>): Answer {
  if (hasMore && page.limit === undefined) throw invalidField('query.limit', page.tooMany);
  const last = rows.at(-1);
  return { status: 200, body: rows.map(page.present), next: hasMore && last ? page.keyOf(last).join('.') : null };
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

/** Neither database takes every number of milliseconds. After the last date there are no more rows. */
export function readInstantOfCursor(milliseconds: number): Date {
  return new Date(Math.min(milliseconds, END_OF_DATES.getTime()));
}
