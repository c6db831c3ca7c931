import { z } from 'zod';
import type { ColumnKind } from '#src/db/schema/table.ts';

/**
 * A backup is gzipped lines of JSON, the same for both databases: a header, then for each table a line with its columns and a
 * line for each row, then an end with row counts and the SHA-256 of all bytes before. A backup of one database can be restored
 * into the other.
 */
export const FORMAT = 'watchline backup';
export const FORMAT_VERSION = 1;

/** Tables that say something about the current moment only. They are not backed up. */
export const TRANSIENT_TABLES: ReadonlySet<string> = new Set([
  'heartbeats',
  'rate_limits',
  'sender_pauses',
  'sender_rates',
]);

const headerSchema = z.object({
  format: z.literal(FORMAT),
  format_version: z.number().int(),
  /** The version of the package that made the backup. */
  watchline: z.string(),
  watch: z.string(),
  made_at: z.iso.datetime().transform((text) => new Date(text)),
  database: z.enum(['SQLite', 'PostgreSQL']),
  /** The migrations that had run, in their order. */
  migrations: z.array(z.string()),
  /** The secret at the time. Tokens, codes and hashes of numbers depend on it. */
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

/** Conversions of values that are not null. */
export const CONVERSIONS: Readonly<Record<ColumnKind, Conversion>> = {
  // PostgreSQL returns a bigint as text
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
