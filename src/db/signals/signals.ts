import { randomUUID } from 'node:crypto';
import { type Database, isPostgres } from '#src/db/connect.ts';
import { listenForSignals, type OnSignal, type SignalListener } from '#src/db/postgres/listen-for-signals.ts';
import { createProcessNotifier } from '#src/db/postgres/notify-processes.ts';
import type { Log } from '#src/platform/log.ts';

/** The process that queued a message has woken its own dispatcher, which goes first. */
const HEAD_START_MS = 250;

/** Wakes other processes that share a PostgreSQL database. If a signal is lost, they poll. */
export interface Signals {
  /** Signals that this process has queued a message. Never throws. */
  notifyQueued(): void;
  /** Acts on signals of other processes from now on. Resolves when it listens. Does nothing on SQLite. */
  listen(onSignal: OnSignal): Promise<void>;
  close(): Promise<void>;
}

export function createSignals({ db, url, log }: { db: Database; url: string; log: Log }): Signals {
  const self = randomUUID();
  const notifier = createProcessNotifier(db, self);
  let listener: SignalListener | undefined;
  let headStart: NodeJS.Timeout | undefined;
  return {
    notifyQueued: notifier.notifyQueued,
    listen: async (onSignal) => {
      if (!isPostgres(db) || listener) return;
      const queued = () => {
        headStart ??= setTimeout(() => {
          headStart = undefined;
          onSignal.queued();
        }, HEAD_START_MS);
      };
      listener = listenForSignals({ url, log, self, onSignal: { ...onSignal, queued } });
      await listener.ready;
    },
    close: async () => {
      await listener?.close();
      clearTimeout(headStart);
      await notifier.close();
    },
  };
}
