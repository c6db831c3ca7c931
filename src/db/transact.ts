import { boundTo } from './bound-to.ts';
import { type Database, isPostgres, type Transaction } from './connect.ts';
import { writerTurns } from './writer-turns.ts';

export interface TransactionConfig {
  /** One that the caller has acquired, and gives back. */
  connection?: unknown;
  isolationLevel?: 'repeatable read';
  readOnly?: boolean;
}

/** Runs `work` in one transaction: it commits as a whole, or not at all where it throws. */
export async function transact<T>(
  db: Database,
  work: (trx: Transaction) => Promise<T>,
  config: TransactionConfig,
): Promise<T> {
  const connection = config.connection ?? (await db.client.acquireConnection());
  const control = (sql: string): Promise<Controlled> => db.client.query(connection, sql);
  const run = () => untilItsEnd(boundTo(db, connection), work, control);
  try {
    return await (isPostgres(db) ? onPostgres(control, run, config) : onSqlite(control, run, config));
  } finally {
    if (config.connection === undefined) await db.client.releaseConnection(connection);
  }
}

/** A statement that begins or ends a transaction; PostgreSQL's answer names what it did. */
type Control = (sql: string) => Promise<Controlled>;

interface Controlled {
  response?: { command?: string };
}

/** The first statement leaves together with BEGIN. */
async function onPostgres<T>(control: Control, run: () => Promise<T>, config: TransactionConfig): Promise<T> {
  const { isolationLevel, readOnly } = config;
  const modes = [isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, readOnly && 'READ ONLY'].filter(Boolean);
  const begun = control(`BEGIN ${modes.join(', ')}`.trim());
  const [, ran] = await Promise.allSettled([begun, run()]);
  if (ran.status === 'rejected') throw ran.reason;
  await begun;
  return ran.value;
}

/**
 * One that writes does so from the start: after a plain BEGIN, what reads first and writes later fails with
 * SQLITE_BUSY_SNAPSHOT whenever somebody wrote in between, however long one is willing to wait. Who only reads keeps nobody
 * from writing.
 */
async function onSqlite<T>(control: Control, run: () => Promise<T>, { readOnly }: TransactionConfig): Promise<T> {
  if (readOnly) {
    await control('BEGIN');
    return run();
  }
  await writerTurns.take(() => control('BEGIN IMMEDIATE'));
  try {
    return await run();
  } finally {
    writerTurns.freed();
  }
}

async function untilItsEnd<T>(
  { trx, end }: ReturnType<typeof boundTo>,
  work: (trx: Transaction) => Promise<T>,
  control: Control,
): Promise<T> {
  try {
    const result = await work(trx);
    end();
    const { response } = await control('COMMIT');
    // what PostgreSQL makes of it after a statement that failed, and whose failure `work` kept to itself
    if (response?.command === 'ROLLBACK') throw new Error('a statement had failed: nothing was committed');
    return result;
  } catch (thrown) {
    end();
    // what the database has taken back already, or what broke with its connection, can't be taken back again
    await control('ROLLBACK').catch(() => {});
    throw thrown;
  }
}
