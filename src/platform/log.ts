import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** JSON on standard output, one line per event. Callers pass ids, never bodies, codes, tokens or whole phone numbers. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Log {
  const formatters = { log: cutAll };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, destination);
}

const TRIES_TO_WRITE = 5;

/**
 * Writes synchronously, for the last line before the process is killed. Gives up after half a second if nobody reads the
 * log.
 */
export function createLastLog(level: string): Log {
  let tries = 0;
  const retryEAGAIN = () => {
    tries += 1;
    return tries < TRIES_TO_WRITE;
  };
  const destination = pino.destination({ dest: 1, sync: true, retryEAGAIN });
  // if nobody reads the log, the process must end all the same
  destination.on('error', () => {});
  return createLog(level, destination);
}

/** Longer values come from outside. An address of 60 kB in each refused request would fill the disk. */
const LONGEST_VALUE = 200;

/** Characters that a terminal may obey or hide. JSON escapes only some of them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Applied to every entry, so that no caller can forget it. */
function cutAll(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, cutValue(value)]));
}

function cutValue(value: unknown): unknown {
  if (typeof value === 'string') return cutForLog(value);
  return Array.isArray(value) ? value.map(cutValue) : value;
}

/** Cuts to 200 characters, and replaces invisible ones. */
export function cutForLog(text: string): string {
  const start = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
  return start.replace(INVISIBLE, '�').toWellFormed();
}

export const silentLog: Log = pino({ level: 'silent' });

/** `+27821234567` becomes `+27•••4567`: enough to recognise, too little to call. Other long numbers keep their end only. */
export function maskPhone(address: string): string {
  return address.replace(/(\+\d{2})?\d+(\d{4})/g, '$1•••$2');
}

/** A frame in one of our files or a package. A line of the message may begin with "at" too. */
const FRAME = /^\s+at (?:[^"']* \()?(?:file:\/\/|node:|\/)[^"'\s]*:\d+:\d+\)?$/;

/**
 * What may be logged of an error: its class, its code and stack frames. Database drivers put values into the message, and an
 * HTTP client puts the request into the error.
 */
export function describeError(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const code = 'code' in thrown ? String(thrown.code) : undefined;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  return { error: thrown.name, code, at: frames.slice(0, 8).map((line) => line.trim()) };
}
