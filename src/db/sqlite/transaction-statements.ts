import type { TransactionConfig, TransactionStatements } from '#src/db/knex/transaction-config.ts';

/**
 * A transaction that writes takes the writer lock when it begins. After a plain BEGIN, a transaction that first reads and
 * then writes fails with SQLITE_BUSY_SNAPSHOT if another one has written in between, and no waiting helps. A transaction that
 * only reads blocks no writer, and sees one state anyway.
 *
 * Whether a commit waits for the disk is a setting of the connection, which cannot be changed within a transaction.
 */
export function sqliteStatements({ readOnly, isAsynchronous }: TransactionConfig): TransactionStatements {
  const begin = readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE';
  if (readOnly || !isAsynchronous) return { begin: [begin], undoBegin: [], commit: ['COMMIT'], rollback: ['ROLLBACK'] };
  const restore = 'PRAGMA synchronous = FULL';
  return {
    begin: ['PRAGMA synchronous = NORMAL', begin],
    undoBegin: [restore],
    commit: ['COMMIT', restore],
    rollback: ['ROLLBACK', restore],
  };
}
