import { randomUUID } from 'node:crypto';
import { type Database, isPostgres } from '#src/db/connect.ts';
import { listenForSignals, type OnSignal, type SignalListener } from '#src/db/postgres/listen-for-signals.ts';
import { createProcessNotifier } from '#src/db/postgres/notify-processes.ts';
import type { Log } from '#src/platform/log.ts';

/** Who queued something has woken a dispatcher of its own, which goes first. */
const HEAD_START_MS = 250;

/** Wakes the processes that share a PostgreSQL database. Only a convenience: each of them also looks for itself now and then. */
export interface Signals {
  /** A message of this process may be due. Never throws. */
  tellQueued(): void;
  /** From now on acts at what others tell. Resolves when it can hear. SQLite has one process, which needs none of it. */
  hear(onSignal: OnSignal): Promise<void>;
  close(): Promise<void>;
}

export function createSignals({ db, url, log }: { db: Database; url: string; log: Log }): Signals {
  const self = randomUUID();
  const teller = createProcessNotifier(db, self);
  let hearing: SignalListener | undefined;
  let headStart: NodeJS.Timeout | undefined;
  return {
    tellQueued: teller.tellQueued,
    hear: async (onSignal) => {
      if (!isPostgres(db) || hearing) return;
      const queued = () => {
        headStart ??= setTimeout(() => {
          headStart = undefined;
          onSignal.queued();
        }, HEAD_START_MS);
      };
      hearing = listenForSignals({ url, log, self, onSignal: { ...onSignal, queued } });
      await hearing.ready;
    },
    close: async () => {
      await hearing?.close();
      clearTimeout(headStart);
      await teller.close();
    },
  };
}
