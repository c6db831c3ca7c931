import type { Database, Transaction } from '#src/db/connect.ts';
import { type BegunTransaction, beginTransaction } from './begin-transaction.ts';
import { boundTo } from './bound-to.ts';

export interface Snapshot {
  trx: Transaction;
  /** Begins it before its first statement. */
  begin(): Promise<void>;
  /** Called once, after the last statement. */
  close(): Promise<void>;
}

/** Opens a snapshot that begins at its first statement, so that a request which is answered from memory takes no connection. */
export function openSnapshot(db: Database): Snapshot {
  let begun: Promise<BegunTransaction> | undefined;
  const connect = async () => {
    begun ??= beginTransaction(db, { isolationLevel: 'repeatable read', readOnly: true });
    return (await begun).connection;
  };
  const { trx, end } = boundTo(db, connect);
  return {
    trx,
    begin: async () => void (await connect()),
    close: async () => {
      end();
      const transaction = await begun?.catch(() => undefined);
      // nothing was written, and PostgreSQL refuses to commit after a statement that failed
      await transaction?.rollBack();
      await transaction?.release();
    },
  };
}
