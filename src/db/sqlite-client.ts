import SqliteTransaction from 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js';
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import { keepStatements } from './kept-statements-on-sqlite.ts';
import { writerTurns } from './writer-turns.ts';

const LONGEST_PAUSE_MS = 20;
const LONGEST_WAIT_MS = 10_000;

/**
 * Transactions that write from the start. A plain BEGIN that reads first and writes later fails with
 * SQLITE_BUSY_SNAPSHOT whenever somebody wrote in between, however long one is willing to wait. Who only reads begins
 * plainly, and keeps nobody from writing.
 */
class ImmediateTransaction extends SqliteTransaction {
  /**
   * Waits here while somebody else writes, and for ten seconds at most. After a BEGIN that failed in its own `query` knex
   * runs the work all the same, until its first statement is refused: a fifth of all there was to do under load.
   */
  async begin(connection: unknown) {
    if (this.readOnly) return this.trxClient.query(connection, 'BEGIN;');
    await writerTurns.giveWay();
    const since = performance.now();
    for (;;) {
      const timesFreed = writerTurns.timesFreed();
      try {
        const begun = await this.trxClient.query(connection, 'BEGIN IMMEDIATE;');
        writerTurns.taken();
        return begun;
      } catch (thrown) {
        if (!isBusy(thrown) || performance.now() - since > LONGEST_WAIT_MS) throw thrown;
      }
      await writerTurns.untilFreed(timesFreed, Math.random() * LONGEST_PAUSE_MS);
    }
  }

  override async query(...asked: Parameters<SqliteTransaction['query']>) {
    const answer = await super.query(...asked);
    const [, , end] = asked;
    if (end !== undefined) writerTurns.freed();
    return answer;
  }
}

export class ImmediateSqliteClient extends SqliteClient {
  override async acquireRawConnection() {
    return keepStatements(await super.acquireRawConnection());
  }

  override transaction(...args: unknown[]) {
    return new ImmediateTransaction(this, ...args);
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_BUSY';
}
