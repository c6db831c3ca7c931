import { type Database, isPostgres } from '#src/db/connect.ts';
import { CHANNELS } from '#src/db/signals/signal-channels.ts';

/** Who hears it waits longer than this before it looks, so that more often would change nothing. */
const TELL_EVERY_MS = 200;

export interface ProcessNotifier {
  /** Tells every process that shares the database that a message may be due, and who says so. Never throws: who misses it polls. */
  tellQueued(): void;
  /** Resolves when all that was told has left. */
  close(): Promise<void>;
}

/**
 * After the commit and not within it: PostgreSQL lets transactions that notify commit only one at a time. However many
 * commit in between, one notice is on its way. On SQLite there is nobody to tell.
 */
export function createProcessNotifier(db: Database, teller: string): ProcessNotifier {
  if (!isPostgres(db)) return { tellQueued: () => {}, close: async () => {} };
  let timer: NodeJS.Timeout | undefined;
  let isOwed = false;
  let leaving = Promise.resolve();
  const tell = () => {
    isOwed = false;
    timer = setTimeout(onRested, TELL_EVERY_MS);
    timer.unref();
    const told = db.raw('select pg_notify(?, ?)', [CHANNELS.queued, teller]);
    leaving = Promise.all([leaving, told]).then(
      () => {},
      // the database is away: what was queued is found by polling
      () => {},
    );
  };
  const onRested = () => {
    timer = undefined;
    if (isOwed) tell();
  };
  return {
    tellQueued: () => {
      if (timer) isOwed = true;
      else tell();
    },
    close: async () => {
      if (isOwed) tell();
      clearTimeout(timer);
      isOwed = false;
      await leaving;
    },
  };
}
