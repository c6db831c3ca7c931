import type { Database } from '#src/db/connect.ts';
import { inSnapshot } from '#src/db/in-snapshot.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { listTables } from '#src/db/schema/tables.ts';

/** Every row of the database, one line each: everything that a thief of the file could read. */
export async function dumpTables(db: Database): Promise<string[]> {
  const plain = withoutNameMapping(db);
  return inSnapshot(plain, async (trx) => {
    const lines: string[] = [];
    for (const { name } of await listTables(trx)) {
      for (const row of await trx(name)) lines.push(`${name} ${JSON.stringify(row)}`);
    }
    return lines;
  });
}
