import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { SIGNAL_CHANNELS, type SignalName } from '#src/db/signals/signal-channels.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';

const FIRST_PAUSE_MS = SECOND / 10;
const LONGEST_PAUSE_MS = MINUTE / 2;
const CONNECT_TIMEOUT_MS = 5 * SECOND;
/** Without it, a connection that a router has dropped looks alive. */
const KEEP_ALIVE_MS = MINUTE / 2;

/** What to do at each signal. All of it is done when signals may have been missed. */
export type OnSignal = Record<SignalName, () => void>;

export interface ListenerParts {
  url: string;
  log: Log;
  /** The id of this process, whose own signals are ignored. */
  self: string;
  onSignal: OnSignal;
}

export interface SignalListener {
  /** Resolves when it listens for the first time, or is closed before that. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own for signals of other processes that share this PostgreSQL database. If the connection
 * breaks, it connects again, with a growing pause between attempts.
 */
export function listenForSignals({ url, log, self, onSignal }: ListenerParts): SignalListener {
  const stop = new AbortController();
  const ready = Promise.withResolvers<void>();
  const listenUntilStopped = async () => {
    for (let pause = FIRST_PAUSE_MS; !stop.signal.aborted; pause = Math.min(LONGEST_PAUSE_MS, 2 * pause)) {
      const onListening = () => {
        pause = FIRST_PAUSE_MS;
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
  const listening = listenUntilStopped();
  return {
    ready: ready.promise,
    close: async () => {
      stop.abort();
      await listening;
    },
  };
}

interface Listening {
  signal: AbortSignal;
  self: string;
  onSignal: OnSignal;
  onListening: () => void;
}

/** Returns when the signal is aborted. Throws when the connection breaks. */
async function listen(url: string, { signal, self, onSignal, onListening }: Listening): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'watchline',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  });
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  signal.addEventListener('abort', end);
  client.on('error', over.reject);
  client.on('end', () => over.reject(new Error('the connection ended')));
  client.on('notification', ({ channel, payload }) => {
    if (payload === self) return;
    for (const name of NAMES) if (SIGNAL_CHANNELS[name] === channel) onSignal[name]();
  });
  const begin = async () => {
    await client.connect();
    for (const name of NAMES) await client.query(`listen ${SIGNAL_CHANNELS[name]}`);
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

const NAMES = Object.keys(SIGNAL_CHANNELS) as SignalName[];
