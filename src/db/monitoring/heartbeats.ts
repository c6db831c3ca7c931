import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';

/** A job's heartbeat is written at most this often. */
const BEAT_INTERVAL_MS = 10 * SECOND;

/** How long each job may go without a heartbeat. The dispatcher always runs, the others once a minute or once an hour. */
export const LONGEST_SILENCE: Record<string, number> = {
  dispatch: MINUTE,
  timers: MINUTE,
  'queue-reminders': 5 * MINUTE,
  'catch-up': 5 * MINUTE,
  'erase-codes': 5 * MINUTE,
  'plan-timers': 3 * HOUR,
  'forget-old': 3 * HOUR,
};

export interface Heartbeats {
  /** The jobs are running, or have just run to their end. */
  beat(...jobs: string[]): Promise<void>;
  /** Milliseconds since the last heartbeat of each job. */
  ages(): Promise<Record<string, number>>;
  /** Jobs that had no heartbeat for too long in any process. */
  silent(): Promise<string[]>;
}

/** `clock` is the machine's, because the watch's clock may be moved. */
export function createHeartbeats({ db, clock }: { db: Database; clock: Clock }): Heartbeats {
  const startedAt = clock.now();
  const lastBeats = new Map<string, Date>();
  const lastBeatOf = async (): Promise<Map<string, Date>> => {
    const rows: { job: string; beatenAt: Date | number }[] = await inTransaction(db, async (trx) => trx('heartbeats'));
    return new Map(rows.map(({ job, beatenAt }) => [job, new Date(beatenAt)]));
  };
  return {
    beat: async (...jobs) => {
      const now = clock.now();
      const isDue = (job: string) => now.getTime() - (lastBeats.get(job)?.getTime() ?? 0) >= BEAT_INTERVAL_MS;
      // in one order, so that two processes never wait for each other
      const rows = jobs
        .filter(isDue)
        .sort()
        .map((job) => ({ job, beatenAt: now }));
      if (rows.length === 0) return;
      for (const { job } of rows) lastBeats.set(job, now);
      await inTransaction(db, async (trx) => {
        await trx('heartbeats').insert(rows).onConflict('job').merge();
      });
    },
    ages: async () => {
      const now = clock.now().getTime();
      return Object.fromEntries([...(await lastBeatOf())].map(([job, at]) => [job, now - at.getTime()]));
    },
    silent: async () => {
      const now = clock.now().getTime();
      const lastBeat = await lastBeatOf();
      // jobs get their full time after a start of the process
      const heardAt = (job: string) => Math.max(lastBeat.get(job)?.getTime() ?? 0, startedAt.getTime());
      return Object.keys(LONGEST_SILENCE).filter((job) => now - heardAt(job) > (LONGEST_SILENCE[job] ?? 0));
    },
  };
}
