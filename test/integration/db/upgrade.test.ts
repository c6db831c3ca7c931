import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database, sqliteFileOf } from '#src/db/connect.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { applyMigrations, listAppliedMigrations, listKnownMigrations } from '#src/db/schema/migrations.ts';
import { explainStart } from '#src/process/start-error.ts';
import { DATABASE_KINDS, type DatabaseKind, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';

let scratch: ScratchDatabase;
let db: Database;

async function open(kind: DatabaseKind, isEmpty = false): Promise<void> {
  scratch = await scratchDatabase(kind, { isEmpty });
  db = connect(scratch.url);
}

afterEach(async () => {
  await db.destroy();
  await scratch.remove();
});

describe.each(DATABASE_KINDS)('on %s', (kind) => {
  it('a database of a newer version is refused in plain words', async () => {
    await open(kind);
    await withoutNameMapping(db)('knex_migrations').insert({
      name: '29990101000000_new.ts',
      batch: 2,
      migration_time: new Date(),
    });
    const refused = await migrate(db).catch(explainStart);
    expect(refused).toBe(
      'Watchline cannot start: this database was made by a newer Watchline. Install that version, or restore the copy or backup from before the upgrade.',
    );
  });
});

describe('before an upgrade on SQLite', () => {
  let known: string[];
  let folder: string;
  beforeEach(async () => {
    await open('SQLite', true);
    known = await listKnownMigrations();
    folder = dirname(sqliteFileOf(scratch.url) ?? '');
  });

  const copies = () => readdirSync(folder).filter((name) => name.includes('-before-upgrade-'));

  it('the database is copied as it was, once', async () => {
    await applyMigrations(withoutNameMapping(db), known.slice(0, -1));
    await db('schedules').update({ name: 'As it was' });
    await migrate(db);
    await migrate(db);
    const [name = '', ...others] = copies();
    expect(name).toMatch(/^watchline-before-upgrade-\d{8}T\d{6}Z\.sqlite3$/);
    expect(others).toEqual([]);
    const copy = connect(`sqlite:${join(folder, name)}`);
    expect(await listAppliedMigrations(copy)).toEqual(known.slice(0, -1));
    expect(await copy('schedules').pluck('name')).toEqual(['As it was', 'As it was']);
    await copy.destroy();
  });

  it('the last three copies are kept, and no other file is touched', async () => {
    const earlier = ['20260101', '20260102', '20260103'].map(
      (day) => `watchline-before-upgrade-${day}T000000Z.sqlite3`,
    );
    for (const name of [...earlier, 'watchline-before-restore-20250101T000000Z.sqlite3']) {
      writeFileSync(join(folder, name), '');
    }
    await applyMigrations(withoutNameMapping(db), known.slice(0, -1));
    await migrate(db);
    expect(copies()).toHaveLength(3);
    expect(copies()).not.toContain(earlier[0]);
    expect(readdirSync(folder)).toContain('watchline-before-restore-20250101T000000Z.sqlite3');
  });

  it('a new database is not copied', async () => {
    await migrate(db);
    expect(copies()).toEqual([]);
  });
});
