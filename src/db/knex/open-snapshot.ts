import type { Database, Transaction } from '#src/db/connect.ts';
import { type BegunTransaction, beginTransaction } from './begin-transaction.ts';
import { boundTo } from './bound-to.ts';
import { acquireConnection, type Connection, releaseConnection } from './connection.ts';

export interface Snapshot {
  trx: Transaction;
  /** Takes its connection before its first statement. It still begins at that statement. */
  connect(): Promise<unknown>;
  /** Called once, after the last statement. */
  close(): Promise<void>;
}

export interface SnapshotOptions {
  /**
   * No transaction is begun: one SELECT sees one instant by itself. Another one may read the caller. More would see several
   * instants, so they are refused.
   */
  isOneSelect?: boolean | undefined;
}

/** With the one that signs the caller in. */
const MOST_SELECTS = 2;

/** Opens a snapshot that begins at its first statement, so that a request which is answered from memory takes no connection. */
export function openSnapshot(db: Database, { isOneSelect = false }: SnapshotOptions = {}): Snapshot {
  let connecting: Promise<Connection> | undefined;
  let beginning: Promise<BegunTransaction> | undefined;
  let selects = 0;
  const connect = () => {
    connecting ??= acquireConnection(db);
    return connecting;
  };
  const begin = async () => {
    const connection = await connect();
    return beginTransaction(db, { connection, isolationLevel: 'repeatable read', readOnly: true });
  };
  const { trx, end } = boundTo(db, async () => {
    if (isOneSelect) {
      selects += 1;
      if (selects > MOST_SELECTS) throw new Error('a read of one SELECT makes several');
      return connect();
    }
    beginning ??= begin();
    await beginning;
    return connect();
  });
  return {
    trx,
    connect,
    close: async () => {
      end();
      const begun = await beginning?.catch(() => undefined);
      // nothing was written, and PostgreSQL refuses to commit after a statement that failed
      await begun?.rollBack();
      const connection = await connecting?.catch(() => undefined);
      if (connection) await releaseConnection(db, connection);
    },
  };
}
