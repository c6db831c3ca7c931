import { z } from 'zod';
import type { ColumnKind } from '#src/db/schema/table.ts';

/**
 * A backup is gzipped lines of JSON, the same from both databases: the header; for each table its columns, then a line a
 * row; the end with its counts and the SHA-256 of all bytes before its line. Restored from one database into the other.
 */
export const FORMAT = 'watchline backup';
export const FORMAT_VERSION = 1;

/** What tells only of the moment, and must not be true again after a restore. */
export const PASSING_TABLES: ReadonlySet<string> = new Set([
  'heartbeats',
  'rate_limits',
  'sender_pauses',
  'sender_rates',
]);

const headerSchema = z.object({
  format: z.literal(FORMAT),
  format_version: z.number().int(),
  /** The version of the package that made it. */
  watchline: z.string(),
  watch: z.string(),
  made_at: z.iso.datetime().transform((text) => new Date(text)),
  database: z.enum(['SQLite', 'PostgreSQL']),
  /** What the database had gone through, in that order. */
  migrations: z.array(z.string()),
  /** In force when it was made: tokens and codes depend on it. */
  secret: z.string().nullable(),
});
const kind = z.enum(['number', 'text', 'date', 'instant', 'boolean', 'binary'] satisfies ColumnKind[]);
const tableSchema = z.object({ table: z.string(), columns: z.array(z.object({ name: z.string(), kind })) });
const endSchema = z.object({ counts: z.record(z.string(), z.number()), sha256: z.string() });
const rowSchema = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const lineSchema = z.union([rowSchema, tableSchema, endSchema, headerSchema]);

export type Header = z.output<typeof headerSchema>;
export type TableLine = z.output<typeof tableSchema>;
export type StoredValue = string | number | boolean | null;
export type Value = StoredValue | Date | Buffer;

interface Conversion {
  store(value: unknown): StoredValue;
  restore(stored: StoredValue): Value;
}

const asItIs = (stored: StoredValue) => stored;

/** Null is null in every one of them. */
export const CONVERSIONS: Readonly<Record<ColumnKind, Conversion>> = {
  // a bigint comes from PostgreSQL as text
  number: { store: Number, restore: asItIs },
  text: { store: String, restore: asItIs },
  date: { store: String, restore: asItIs },
  instant: {
    store: (value) => new Date(value as Date | number).toISOString(),
    restore: (stored) => new Date(String(stored)),
  },
  boolean: { store: Boolean, restore: asItIs },
  binary: {
    store: (value) => (value as Buffer).toString('base64'),
    restore: (stored) => Buffer.from(String(stored), 'base64'),
  },
};
