import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { inSnapshot } from '#src/db/in-snapshot.ts';
import { listAppliedMigrations } from '#src/db/schema/migrations.ts';
import type { Table } from '#src/db/schema/table.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { BackupError } from './backup-error.ts';
import { CONVERSIONS, FORMAT, FORMAT_VERSION, TRANSIENT_TABLES } from './backup-format.ts';

const BATCH = 500;

export interface BackupFacts {
  madeAt: Date;
  /** The version of the package. */
  version: string;
  watch: string;
  /** Null: no secret was made yet. */
  secret: string | null;
}

/**
 * Writes a snapshot of the database into `file`, which only its owner can read. Others can read and write in the meantime. Keeps
 * some hundred rows, or one file of a text, in memory. `db` must not convert names.
 */
export async function writeBackup(db: Database, file: string, facts: BackupFacts): Promise<void> {
  await inSnapshot(db, async (trx) => {
    const target = createWriteStream(file, { mode: 0o600, flush: true });
    await pipeline(sealed(contentsOf(trx, facts)), createGzip(), target);
  });
}

interface Line {
  value: unknown;
  /** The table, if this line is a row. */
  rowOf?: string;
}

async function* contentsOf(trx: Transaction, facts: BackupFacts): AsyncGenerator<Line> {
  const migrations = await listAppliedMigrations(trx);
  if (migrations.length === 0)
    throw new BackupError('There is nothing to back up: this database has no Watchline tables.');
  yield {
    value: {
      format: FORMAT,
      format_version: FORMAT_VERSION,
      watchline: facts.version,
      watch: facts.watch,
      made_at: facts.madeAt,
      database: isPostgres(trx) ? 'PostgreSQL' : 'SQLite',
      migrations,
      secret: facts.secret,
    },
  };
  for (const table of await listTables(trx)) {
    if (TRANSIENT_TABLES.has(table.name)) continue;
    yield { value: { table: table.name, columns: table.columns.map(({ name, kind }) => ({ name, kind })) } };
    for await (const row of rowsOf(trx, table)) {
      const stored = table.columns.map(({ name, kind }) =>
        row[name] == null ? null : CONVERSIONS[kind].store(row[name]),
      );
      yield { value: stored, rowOf: table.name };
    }
  }
}

type Row = Record<string, unknown>;

/** Reads in batches, each after the last key of the previous one. An OFFSET would scan all earlier rows again. */
async function* rowsOf(trx: Transaction, { name, key, columns }: Table): AsyncGenerator<Row> {
  const batch = columns.some(({ kind }) => kind === 'binary') ? 1 : BATCH;
  const behind = `(${key.map(() => '??').join(', ')}) > (${key.map(() => '?').join(', ')})`;
  let last: Row | undefined;
  do {
    const query = trx(name).orderBy(key).limit(batch);
    if (last) query.whereRaw(behind, [...key, ...valuesOf(last, key)]);
    const rows: Row[] = await query;
    yield* rows;
    last = rows.length < batch ? undefined : rows.at(-1);
  } while (last);
}

function valuesOf(row: Row, key: string[]) {
  return key.map((column) => row[column] as string | number | Date);
}

/** The lines as text, followed by the line with their counts and hash. */
async function* sealed(lines: AsyncIterable<Line>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  for await (const { value, rowOf } of lines) {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    if (rowOf !== undefined) counts[rowOf] = (counts[rowOf] ?? 0) + 1;
    yield line;
  }
  yield `${JSON.stringify({ counts, sha256: hash.digest('hex') })}\n`;
}
