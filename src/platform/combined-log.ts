import { MINUTE } from './duration.ts';
import type { Log } from './log.ts';

/** Further kinds of lines within a minute are only counted. Many callers together must not flood the log either. */
const MOST_KINDS = 100;

interface CombinedLine {
  level: 'info' | 'warn';
  msg: string;
  /** What makes lines of the same kind: they are combined. */
  kind: Record<string, unknown>;
  /** Of the first line only, such as the id of its request. */
  first?: Record<string, unknown>;
}

export interface CombinedLog {
  add(line: CombinedLine): void;
}

/**
 * A log for what strangers cause as often as they like. The first line of a kind is written at once. What follows within the
 * minute is counted, and becomes one line at its end (`times`).
 */
export function createCombinedLog(log: Log): CombinedLog {
  let kinds = new Map<string, CombinedLine & { more: number }>();
  let uncounted = 0;
  const endMinute = () => {
    for (const { level, msg, kind, more } of kinds.values()) if (more > 0) log[level]({ ...kind, times: more }, msg);
    if (uncounted > 0) log.warn({ times: uncounted }, 'more lines of many kinds were not written');
    kinds = new Map();
    uncounted = 0;
  };
  return {
    add: (line) => {
      const key = JSON.stringify([line.msg, line.kind]);
      const known = kinds.get(key);
      if (known) known.more += 1;
      else if (kinds.size >= MOST_KINDS) uncounted += 1;
      else {
        if (kinds.size === 0) setTimeout(endMinute, MINUTE).unref();
        kinds.set(key, { ...line, more: 0 });
        log[line.level]({ ...line.first, ...line.kind }, line.msg);
      }
    },
  };
}
