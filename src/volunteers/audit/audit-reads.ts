import { LRUCache } from 'lru-cache';
import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { HOUR } from '#src/platform/duration.ts';
import { type AuditEvent, audit } from './audit.ts';

/** For how long one entry stands for repeats of the same read by the same person. */
const STANDS_FOR_MS = HOUR;
/** More than all coordinators read in an hour. */
const MOST_REMEMBERED = 10_000;

export interface ReadAudit {
  /** Commits an entry by itself. `isCombined`: not if this process wrote the same one within the last hour. */
  note(event: AuditEvent, options?: { isCombined?: boolean | undefined }): Promise<void>;
}

/** Writes who read what. Each process remembers by itself, so that a repeated read takes no lock. */
export function createReadAudit(
  clock: Clock,
  transact: (work: (trx: Transaction) => Promise<void>) => Promise<void>,
): ReadAudit {
  const written = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  return {
    note: async (event, { isCombined = false } = {}) => {
      const key = `${event.actorUserId} ${event.action} ${event.subject}`;
      const now = clock.now().getTime();
      const age = now - (written.get(key) ?? Number.NEGATIVE_INFINITY);
      if (isCombined && age >= 0 && age < STANDS_FOR_MS) return;
      await transact((trx) => audit(trx, clock, event));
      written.set(key, now);
    },
  };
}
