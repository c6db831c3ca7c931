import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { type Database, factsOf } from '#src/db/connect.ts';
import { isTransient } from '#src/db/retry-on-conflict.ts';
import { UpgradeRefused } from '#src/db/schema/upgrade-refused.ts';
import { systemClock } from '#src/platform/clock.ts';
import { stampOf } from '#src/platform/stamp.ts';

const COPIES_KEPT = 3;

/**
 * Copies a SQLite database into a file beside it, `watchline-before-upgrade-….sqlite3`. Only the newest copies are kept.
 * Returns the file.
 */
export async function copyBeforeUpgrade(db: Database): Promise<string> {
  const { file = '' } = factsOf(db);
  const folder = dirname(file);
  const beginning = `${basename(file, extname(file))}-before-upgrade-`;
  const copy = join(folder, `${beginning}${stampOf(systemClock.now())}.sqlite3`);
  const unfinished = `${copy}.${process.pid}.unfinished`;
  try {
    await db.raw('VACUUM INTO ?', [unfinished]);
    renameSync(unfinished, copy);
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    if (isTransient(thrown)) throw thrown;
    const why = thrown instanceof Error && 'code' in thrown ? ` (${thrown.code})` : '';
    throw new UpgradeRefused(`the database could not be copied before its upgrade${why}: is there room for it?`, {
      cause: thrown,
    });
  }
  const copies = readdirSync(folder).filter((name) => name.startsWith(beginning) && name.endsWith('.sqlite3'));
  for (const old of copies.sort().slice(0, -COPIES_KEPT)) rmSync(join(folder, old));
  return copy;
}
