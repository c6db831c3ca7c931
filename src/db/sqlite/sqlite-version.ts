import sqlite3 from 'sqlite3';
import type { DataVersion } from '#src/db/data-version.ts';

interface Opened {
  connection: sqlite3.Database;
  statement: sqlite3.Statement;
}

/**
 * Reads SQLite's `PRAGMA data_version` on a connection of its own. A connection that is in a transaction would not see newer
 * commits, and one that writes would not see its own.
 */
export function createSqliteVersion(file: string): DataVersion {
  let opening: Promise<Opened> | undefined;
  return {
    read: async () => {
      opening ??= open(file);
      try {
        const { statement } = await opening;
        return await versionOf(statement);
      } catch (thrown) {
        await close(opening);
        opening = undefined;
        throw thrown;
      }
    },
    close: () => close(opening),
  };
}

function open(file: string): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const connection = new sqlite3.Database(file, sqlite3.OPEN_READONLY, (error) => {
      if (error) return reject(error);
      const statement = connection.prepare('PRAGMA data_version', (failed: Error | null) =>
        failed ? reject(failed) : resolve({ connection, statement }),
      );
    });
  });
}

function versionOf(statement: sqlite3.Statement): Promise<number> {
  return new Promise((resolve, reject) => {
    statement.all((error: Error | null, rows: { data_version: number }[]) => {
      const version = rows?.[0]?.data_version;
      if (version === undefined) reject(error ?? new Error('PRAGMA data_version returned no row'));
      else resolve(version);
    });
  });
}

async function close(opening: Promise<Opened> | undefined): Promise<void> {
  // a connection that could not be opened has nothing to close
  const opened = await opening?.catch(() => undefined);
  if (!opened) return;
  // SQLite closes no connection with an open statement
  await new Promise((resolve) => opened.statement.finalize(resolve));
  await new Promise((resolve) => opened.connection.close(resolve));
}
