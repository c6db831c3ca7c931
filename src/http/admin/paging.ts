import { z } from 'zod';

const MOST = 200;

/** Where a page ended, as callers hand it back; what is in it is nobody's business. */
export const cursorGiven = z
  .string()
  .max(64)
  .transform((text, context) => {
    const id = readCursor(text);
    if (id !== undefined) return id;
    context.addIssue('not a cursor that we gave');
    return z.NEVER;
  })
  .meta({ description: 'The `next_cursor` of the page before.' });

export const limitGiven = z.coerce.number().int().min(1).max(MOST).default(50);

export const nextCursor = z.string().nullable().meta({ description: 'Null on the last page.' });

/** A page out of `limit + 1` rows, which show whether there is more. */
export function pageOf<Row>(rows: readonly Row[], limit: number, idOf: (row: Row) => number) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: rows.length > limit && last !== undefined ? writeCursor(idOf(last)) : null };
}

function writeCursor(id: number): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

function readCursor(text: string): number | undefined {
  const [, digits] = /^after:(\d{1,9})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
