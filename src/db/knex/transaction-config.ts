import type { Connection } from './connection.ts';

export interface TransactionConfig {
  /** A connection that the caller has acquired and gives back. */
  connection?: Connection;
  isolationLevel?: 'repeatable read';
  readOnly?: boolean;
  /**
   * Commits without fsync. The next durable commit on any connection makes this one durable too. Only for work that is done
   * again if the power (or PostgreSQL) fails before that, and of which nothing has been sent by then.
   */
  isAsynchronous?: boolean;
}

/** What each database runs, in this order. */
export interface TransactionStatements {
  begin: string[];
  /** After `begin` has failed. */
  undoBegin: string[];
  commit: string[];
  rollback: string[];
}
