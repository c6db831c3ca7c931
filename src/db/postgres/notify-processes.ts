import { type Database, isPostgres } from '#src/db/connect.ts';
import { SIGNAL_CHANNELS } from '#src/db/signals/signal-channels.ts';

/** Debounce. A process that gets a signal waits longer than this before it polls, so more signals would change nothing. */
const NOTIFY_INTERVAL_MS = 200;

export interface ProcessNotifier {
  /** Tells the other processes that a message may be due. Never throws: if the signal is lost, they poll. */
  notifyQueued(): void;
  /** Resolves when all signals have been sent. */
  close(): Promise<void>;
}

/**
 * Notifies after the commit and not within the transaction, because PostgreSQL commits transactions that notify one at a
 * time. On SQLite there are no other processes. `self`: the id of this process.
 */
export function createProcessNotifier(db: Database, self: string): ProcessNotifier {
  if (!isPostgres(db)) return { notifyQueued: () => {}, close: async () => {} };
  let timer: NodeJS.Timeout | undefined;
  let isOwed = false;
  let leaving = Promise.resolve();
  const notify = () => {
    isOwed = false;
    timer = setTimeout(onIntervalEnd, NOTIFY_INTERVAL_MS);
    timer.unref();
    const sent = db.raw('select pg_notify(?, ?)', [SIGNAL_CHANNELS.queued, self]);
    leaving = Promise.all([leaving, sent]).then(
      () => {},
      // the database is unreachable: the other processes poll
      () => {},
    );
  };
  const onIntervalEnd = () => {
    timer = undefined;
    if (isOwed) notify();
  };
  return {
    notifyQueued: () => {
      if (timer) isOwed = true;
      else notify();
    },
    close: async () => {
      if (isOwed) notify();
      clearTimeout(timer);
      isOwed = false;
      await leaving;
    },
  };
}
