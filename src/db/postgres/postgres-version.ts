import type { Database } from '#src/db/connect.ts';
import type { DataVersion } from '#src/db/data-version.ts';

/**
 * Reads which transactions have ended, as PostgreSQL's `xmin:xmax:running`. Each transaction that writes has a number, so
 * every commit changes this text. So does a rollback, and a commit in another database of the server, which does no harm.
 */
export function createPostgresVersion(db: Database): DataVersion {
  return {
    read: async () => {
      const { rows } = await db.raw<{ rows: { version: string }[] }>('select pg_current_snapshot()::text as version');
      const [row] = rows;
      if (!row) throw new Error('pg_current_snapshot returned no row');
      return row.version;
    },
    close: async () => {},
  };
}
