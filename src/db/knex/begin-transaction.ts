import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { postgresStatements } from '#src/db/postgres/transaction-statements.ts';
import { sqliteStatements } from '#src/db/sqlite/transaction-statements.ts';
import { writerLock } from '#src/db/sqlite/writer-lock.ts';
import { boundTo } from './bound-to.ts';
import {
  acquireConnection,
  type ControlAnswer,
  discardConnection,
  releaseConnection,
  runControl,
} from './connection.ts';
import type { TransactionConfig } from './transaction-config.ts';

export interface BegunTransaction {
  trx: Transaction;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
  /** Gives the connection back. Called once, after the end. */
  release(): Promise<void>;
}

/** Begins a transaction. The caller commits it or rolls it back, and then releases it. */
export async function beginTransaction(db: Database, config: TransactionConfig): Promise<BegunTransaction> {
  const statements = isPostgres(db) ? postgresStatements(config) : sqliteStatements(config);
  const takesWriterLock = !isPostgres(db) && !config.readOnly;
  const connection = config.connection ?? (await acquireConnection(db));
  const giveBack = async () => {
    if (!config.connection) await releaseConnection(db, connection);
  };
  const run = async (sqls: readonly string[]): Promise<ControlAnswer> => {
    let answer: ControlAnswer;
    for (const sql of sqls) answer = await runControl(db, connection, sql);
    return answer;
  };
  try {
    // no statement runs before BEGIN has: each would be a transaction by itself
    const begin = () => run(statements.begin).catch(undoBegin);
    await (takesWriterLock ? writerLock.take(begin) : begin());
  } catch (thrown) {
    await giveBack();
    throw thrown;
  }
  const { trx, end } = boundTo(db, async () => connection);
  return {
    trx,
    commit: async () => {
      end();
      // PostgreSQL rolls back here after a statement that failed, even if the work caught that error
      const answers = [await run(statements.commit)].flat();
      if (answers.at(-1)?.command === 'ROLLBACK') throw new Error('a statement had failed: nothing was committed');
    },
    rollBack: async () => {
      end();
      await runOrDiscard(statements.rollback);
    },
    release: async () => {
      if (takesWriterLock) writerLock.release();
      await giveBack();
    },
  };

  async function undoBegin(thrown: unknown): Promise<never> {
    await runOrDiscard(statements.undoBegin);
    throw thrown;
  }

  /** If it fails, the next user of the connection could commit what is left, or commit without fsync. */
  async function runOrDiscard(sqls: readonly string[]): Promise<void> {
    try {
      await run(sqls);
    } catch (failed) {
      discardConnection(connection, failed);
    }
  }
}
