import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database, isPostgres } from '#src/db/connect.ts';
import { inSnapshot } from '#src/db/in-snapshot.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { applyMigrations, listAppliedMigrations, listKnownMigrations } from '#src/db/schema/migrations.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { fillTables } from '#test/support/fill-tables.ts';
import { TestWatch } from '#test/support/test-watch.ts';

const NEWCOMER = '+27831234567';

type Rows = Record<string, Record<string, unknown>[]>;

describe.each(DATABASE_KINDS)('a database of an older version on %s', (kind) => {
  let scratch: ScratchDatabase;
  let db: Database;
  beforeEach(async () => {
    scratch = await scratchDatabase(kind, { isEmpty: true });
    db = withoutNameMapping(connect(scratch.url));
  });
  afterEach(async () => {
    await db.destroy();
    await scratch.remove();
  });

  it('keeps what every version wrote through every migration after it, and the service goes on with it', async () => {
    const known = await listKnownMigrations();
    for (const [version, name] of known.entries()) {
      const before = await readAll();
      await applyMigrations(db, known.slice(0, version + 1));
      expect(await stillThere(before), `what was there before ${name}`).toEqual(before);
      await inTransaction(db, (trx) => fillTables(trx, version));
    }
    expect(await listAppliedMigrations(db)).toEqual(known);
    expect(await strayReferences()).toEqual([]);

    await db('sender_pauses').delete();
    await using watch = await TestWatch.open(scratch.url);
    await watch.text(NEWCOMER, 'hello');
    await watch.drain();
    expect(watch.sender.bodiesTo(NEWCOMER)).toHaveLength(1);
    expect(watch.errors).toEqual([]);
  });

  function readAll(): Promise<Rows> {
    return inSnapshot(db, async (trx) => {
      const rows: Rows = {};
      for (const { name, key } of await listTables(trx)) rows[name] = await trx(name).orderBy(key);
      return rows;
    });
  }

  /** The same tables and columns as before: what a migration adds is left out. */
  async function stillThere(before: Rows): Promise<Rows> {
    const now = await readAll();
    const table = (name: string, rows: Rows[string]) => {
      const columns = Object.keys(rows[0] ?? {});
      return now[name]?.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
    };
    return Object.fromEntries(Object.entries(before).map(([name, rows]) => [name, table(name, rows) ?? []]));
  }

  /** PostgreSQL lets none come about. */
  async function strayReferences(): Promise<unknown[]> {
    return isPostgres(db) ? [] : db.raw('pragma foreign_key_check');
  }
});
