import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';

/** A beat more often than this says nothing new. */
const BEAT_EVERY = 10 * SECOND;

/** How long each job may be silent. The dispatcher never rests; the others run once a minute, or once an hour. */
export const LONGEST_SILENCE: Record<string, number> = {
  dispatch: MINUTE,
  'queue-reminders': 5 * MINUTE,
  'catch-up': 5 * MINUTE,
  'erase-codes': 5 * MINUTE,
  'forget-old': 3 * HOUR,
};

export interface Heartbeats {
  /** The job is at work, or has just done it. */
  beat(job: string): Promise<void>;
  /** How long ago each beat last, in milliseconds. */
  ages(): Promise<Record<string, number>>;
  /** The jobs of which nothing was heard for too long, in any process. */
  silent(): Promise<string[]>;
}

/** `clock` is the machine's: a watch's clock that is moved for a trial tells nothing about workers. */
export function createHeartbeats({ db, clock }: { db: Database; clock: Clock }): Heartbeats {
  const startedAt = clock.now();
  const lastBeats = new Map<string, Date>();
  const lastBeatOf = async (): Promise<Map<string, Date>> => {
    const rows: { job: string; beatenAt: Date | number }[] = await inTransaction(db, async (trx) => trx('heartbeats'));
    return new Map(rows.map(({ job, beatenAt }) => [job, new Date(beatenAt)]));
  };
  return {
    beat: async (job) => {
      const now = clock.now();
      const last = lastBeats.get(job);
      if (last && now.getTime() - last.getTime() < BEAT_EVERY) return;
      lastBeats.set(job, now);
      await inTransaction(db, async (trx) => {
        await trx('heartbeats').insert({ job, beatenAt: now }).onConflict('job').merge();
      });
    },
    ages: async () => {
      const now = clock.now().getTime();
      return Object.fromEntries([...(await lastBeatOf())].map(([job, at]) => [job, now - at.getTime()]));
    },
    silent: async () => {
      const now = clock.now().getTime();
      const lastBeat = await lastBeatOf();
      // a process that has just started has not heard anything yet
      const heardAt = (job: string) => Math.max(lastBeat.get(job)?.getTime() ?? 0, startedAt.getTime());
      return Object.keys(LONGEST_SILENCE).filter((job) => now - heardAt(job) > (LONGEST_SILENCE[job] ?? 0));
    },
  };
}
