import { boundTo } from './bound-to.ts';
import { type Database, isPostgres, type Transaction } from './connect.ts';
import { writerTurns } from './writer-turns.ts';

export interface TransactionConfig {
  /** One that the caller has acquired, and gives back. */
  connection?: Connection;
  isolationLevel?: 'repeatable read';
  readOnly?: boolean;
}

interface Connection {
  /** Set, its pool gives it to nobody any more. */
  __knex__disposed?: unknown;
}

/** A statement that begins or ends a transaction; PostgreSQL's answer names what it did. */
type Control = (sql: string) => Promise<{ response?: { command?: string } }>;

/** Runs `work` in one transaction: it commits as a whole, or not at all where it throws. */
export async function transact<T>(
  db: Database,
  work: (trx: Transaction) => Promise<T>,
  config: TransactionConfig,
): Promise<T> {
  const connection: Connection = config.connection ?? (await db.client.acquireConnection());
  const control: Control = (sql) => db.client.query(connection, sql);
  const begin = () => control(beginOf(db, config));
  const isWriterTaken = !isPostgres(db) && !config.readOnly;
  try {
    // nothing is asked before it has begun: by itself each statement would be a transaction
    await (isWriterTaken ? writerTurns.take(begin) : begin());
    try {
      return await untilItsEnd(db, connection, { work, control });
    } finally {
      if (isWriterTaken) writerTurns.freed();
    }
  } finally {
    if (!config.connection) await db.client.releaseConnection(connection);
  }
}

/**
 * On SQLite one that writes takes the writer from the start: after a plain BEGIN, what reads first and writes later fails
 * with SQLITE_BUSY_SNAPSHOT whenever somebody wrote in between, however long one is willing to wait. Who only reads keeps
 * nobody from writing, and sees one moment anyway.
 */
function beginOf(db: Database, { isolationLevel, readOnly }: TransactionConfig): string {
  if (!isPostgres(db)) return readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE';
  const modes = [isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, readOnly && 'READ ONLY'].filter(Boolean);
  return `BEGIN ${modes.join(', ')}`.trim();
}

async function untilItsEnd<T>(
  db: Database,
  connection: Connection,
  { work, control }: { work: (trx: Transaction) => Promise<T>; control: Control },
): Promise<T> {
  const { trx, end } = boundTo(db, connection);
  try {
    const result = await work(trx);
    end();
    const { response } = await control('COMMIT');
    // what PostgreSQL makes of it after a statement that failed, and whose failure `work` kept to itself
    if (response?.command === 'ROLLBACK') throw new Error('a statement had failed: nothing was committed');
    return result;
  } catch (thrown) {
    end();
    await control('ROLLBACK').catch((failed) => {
      // whoever came next would commit what may be left of it
      connection.__knex__disposed = failed;
    });
    throw thrown;
  }
}
