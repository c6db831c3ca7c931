import { isPostgres, type Transaction } from '#src/db/connect.ts';
import { beforeCommit } from '#src/db/in-transaction.ts';
import { singleLocked } from '#src/db/locking.ts';
import { SIGNAL_CHANNELS } from './signal-channels.ts';

/** Rows of one insert: on SQLite knex makes of each a part of a compound SELECT, which has 500 at most. */
const ROWS_PER_INSERT = 500;

/** A row of `live_events`. */
export interface EventRow {
  type: string;
  /** JSON. */
  body: string;
  createdAt: Date;
}

const recorded = new WeakMap<Transaction, EventRow[]>();

/** Commits with what it tells of. Readers in other processes are woken. */
export function recordEvent(trx: Transaction, row: EventRow): void {
  const rows = recorded.get(trx);
  if (rows) rows.push(row);
  else {
    const first = [row];
    recorded.set(trx, first);
    beforeCommit(trx, () => {
      recorded.delete(trx);
      return insertEvents(trx, first);
    });
  }
}

/** Ids are given out in the order of the commits, so that no reader passes one by. */
async function insertEvents(trx: Transaction, rows: readonly EventRow[]): Promise<void> {
  // transactions that notify commit one at a time, as these do anyway
  if (isPostgres(trx)) {
    await trx.raw("select pg_notify(?, ''), ?", [SIGNAL_CHANNELS.recorded, singleLocked(trx, 'liveEvents')]);
  }
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await trx('live_events').insert(rows.slice(from, from + ROWS_PER_INSERT));
  }
}
