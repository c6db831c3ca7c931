import { writerLock } from '#src/db/sqlite/writer-lock.ts';
import { boundTo } from './bound-to.ts';
import { type Database, isPostgres, type Transaction } from './connect.ts';

export interface TransactionConfig {
  /** One that the caller has acquired, and gives back. */
  connection?: Connection;
  isolationLevel?: 'repeatable read';
  readOnly?: boolean;
  /**
   * Its commit waits for no disk; the next that does, on whatever connection, takes it along. For work that is simply done
   * again should the power, or PostgreSQL, fail in between, and of which nothing has left the house by then. PostgreSQL's
   * name for it.
   */
  isAsynchronous?: boolean;
}

interface Connection {
  /** Set, its pool gives it to nobody any more. */
  __knex__disposed?: unknown;
}

/** What begins or ends a transaction, which may be several statements; PostgreSQL's answer names what each of them did. */
type Control = (sql: string) => Promise<{ response?: Answer | Answer[] }>;
type Answer = { command?: string };

export interface BegunTransaction {
  trx: Transaction;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
  /** Gives the connection back. Called once, after the end. */
  release(): Promise<void>;
}

/** Begins a transaction. The caller commits it or rolls it back, and then releases it. */
export async function beginTransaction(db: Database, config: TransactionConfig): Promise<BegunTransaction> {
  const connection: Connection = config.connection ?? (await db.client.acquireConnection());
  const giveBack = async () => {
    if (!config.connection) await db.client.releaseConnection(connection);
  };
  const statements = statementsOf(db, config);
  const control: Control = (sql) => db.client.query(connection, sql);
  const isWriterTaken = !isPostgres(db) && !config.readOnly;
  try {
    // no statement runs before BEGIN has: each would be a transaction by itself
    const begin = () => control(statements.begin);
    await (isWriterTaken ? writerLock.take(() => begin().catch(undoBegin)) : begin().catch(undoBegin));
  } catch (thrown) {
    await giveBack();
    throw thrown;
  }
  const { trx, end } = boundTo(db, connection);
  return {
    trx,
    commit: async () => {
      end();
      const { response } = await control(statements.commit);
      // PostgreSQL rolls back here after a statement that failed, if the work caught that error
      const last = Array.isArray(response) ? response.at(-1) : response;
      if (last?.command === 'ROLLBACK') throw new Error('a statement had failed: nothing was committed');
    },
    rollBack: async () => {
      end();
      await takeBack(connection, () => control(statements.rollback));
    },
    release: async () => {
      if (isWriterTaken) writerLock.freed();
      await giveBack();
    },
  };

  async function undoBegin(thrown: unknown): Promise<never> {
    const { unbegun } = statements;
    if (unbegun) await takeBack(connection, () => control(unbegun));
    throw thrown;
  }
}

interface Statements {
  begin: string;
  /** What is left to take back where it could not begin. */
  unbegun?: string;
  commit: string;
  rollback: string;
}

function statementsOf(db: Database, config: TransactionConfig): Statements {
  const { isolationLevel, readOnly, isAsynchronous } = config;
  if (!isPostgres(db)) return readOnly ? ordinary('BEGIN') : writing(isAsynchronous);
  const modes = [isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, readOnly && 'READ ONLY'].filter(Boolean);
  const statements = ordinary(`BEGIN ${modes.join(', ')}`.trim());
  return isAsynchronous ? { ...statements, commit: 'SET LOCAL synchronous_commit = off; COMMIT' } : statements;
}

function ordinary(begin: string): Statements {
  return { begin, commit: 'COMMIT', rollback: 'ROLLBACK' };
}

/**
 * On SQLite one that writes takes the writer from the start: after a plain BEGIN, what reads first and writes later fails
 * with SQLITE_BUSY_SNAPSHOT whenever somebody wrote in between, however long one is willing to wait. Who only reads keeps
 * nobody from writing, and sees one moment anyway. What a commit waits for is a setting of its connection, which can't be
 * changed within a transaction.
 */
function writing(isAsynchronous = false): Statements {
  if (!isAsynchronous) return ordinary('BEGIN IMMEDIATE');
  const waitAgain = 'PRAGMA synchronous = FULL';
  return {
    begin: 'PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE',
    unbegun: waitAgain,
    commit: `COMMIT; ${waitAgain}`,
    rollback: `ROLLBACK; ${waitAgain}`,
  };
}

async function takeBack(connection: Connection, control: () => Promise<unknown>): Promise<void> {
  try {
    await control();
  } catch (failed) {
    // whoever came next would commit what may be left, or wait for the disk no more
    connection.__knex__disposed = failed;
  }
}
