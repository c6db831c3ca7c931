import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, DAY, HOUR } from '#src/platform/duration.ts';
import type { MediaRemover } from './media-remover.ts';

const BATCH = 5;

export interface ProviderErasureTools {
  db: Database;
  clock: Clock;
  remover: MediaRemover;
}

/**
 * Erases at the provider the files that are erased here, a few at a time, outside of any transaction. It retries after an
 * hour, then after twice as long, at most after a day, without end. Returns how many files are gone.
 */
export async function eraseAtProvider({ db, clock, remover }: ProviderErasureTools): Promise<number> {
  const now = clock.now();
  const due: { mediaId: number; url: string; attempts: number }[] = await inTransaction(db, async (trx) =>
    trx('media')
      .where({ status: 'erased' })
      .whereNotNull('url')
      .where('dueAt', '<=', now)
      .orderBy('dueAt')
      .limit(BATCH)
      .select('mediaId', 'url', 'attempts'),
  );
  const outcomes = await Promise.all(due.map(({ url }) => remover.remove(url)));
  await inTransaction(db, async (trx) => {
    for (const [index, { mediaId, attempts }] of due.entries()) {
      const change =
        outcomes[index] === 'gone'
          ? { url: null }
          : { attempts: attempts + 1, dueAt: after(now, Math.min(DAY, HOUR * 2 ** attempts)) };
      await trx('media').where({ mediaId, status: 'erased' }).update(change);
    }
  });
  return outcomes.filter((outcome) => outcome === 'gone').length;
}
