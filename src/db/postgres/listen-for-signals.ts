import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { CHANNELS, type SignalName } from '#src/db/signals/signal-channels.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';

const FIRST_PAUSE = SECOND / 10;
const LONGEST_PAUSE = MINUTE / 2;
const CONNECT_WITHIN = 5 * SECOND;
/** A connection that a router has forgotten looks alive until somebody asks. */
const KEEP_ALIVE = MINUTE / 2;

/** What to do at each signal; and all of it whenever a signal may have been missed. */
export type OnSignal = Record<SignalName, () => void>;

export interface ListenerParts {
  url: string;
  log: Log;
  /** What this process tells itself by: it need not hear that. */
  self: string;
  onSignal: OnSignal;
}

export interface SignalListener {
  /** Resolves when it listens for the first time, or is closed before. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Listens, on a connection of its own, to what the processes that share this PostgreSQL database tell one another. A
 * connection that breaks is made anew, at ever longer intervals.
 */
export function listenForSignals({ url, log, self, onSignal }: ListenerParts): SignalListener {
  const stop = new AbortController();
  const ready = Promise.withResolvers<void>();
  const hear = async () => {
    for (let pause = FIRST_PAUSE; !stop.signal.aborted; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
      const onListening = () => {
        pause = FIRST_PAUSE;
        ready.resolve();
        for (const act of Object.values(onSignal)) act();
      };
      try {
        await listen(url, { signal: stop.signal, self, onSignal, onListening });
      } catch (thrown) {
        log.warn(describeError(thrown), 'cannot hear the other processes: what they queue is found by polling');
      }
      await wait(pause * (0.5 + Math.random()), undefined, { signal: stop.signal }).catch(() => {});
    }
    ready.resolve();
  };
  const hearing = hear();
  return {
    ready: ready.promise,
    close: async () => {
      stop.abort();
      await hearing;
    },
  };
}

interface Listening {
  signal: AbortSignal;
  self: string;
  onSignal: OnSignal;
  onListening: () => void;
}

/** Returns once the signal is aborted; throws when the connection breaks. */
async function listen(url: string, { signal, self, onSignal, onListening }: Listening): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'watchline',
    connectionTimeoutMillis: CONNECT_WITHIN,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE,
  });
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  signal.addEventListener('abort', end);
  client.on('error', over.reject);
  client.on('end', () => over.reject(new Error('the connection ended')));
  client.on('notification', ({ channel, payload }) => {
    if (payload === self) return;
    for (const name of NAMES) if (CHANNELS[name] === channel) onSignal[name]();
  });
  const begin = async () => {
    await client.connect();
    for (const name of NAMES) await client.query(`listen ${CHANNELS[name]}`);
    onListening();
    await over.promise;
  };
  try {
    await Promise.race([begin(), over.promise]);
  } finally {
    signal.removeEventListener('abort', end);
    await client.end().catch(() => {});
  }
}

const NAMES = Object.keys(CHANNELS) as SignalName[];
