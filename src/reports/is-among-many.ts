import type { Transaction } from '#src/db/connect.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import type { Report } from './report.ts';

/** So many incidents of strangers within ten minutes are announced each by itself. */
const ANNOUNCED_ALONE = 3;
const WITHIN = 10 * MINUTE;
/** Spelled like the condition of its partial index. */
const IS_OF_STRANGER = 'user_id is null and severity = 2';

/**
 * Whether a stranger's incident came after so many others that it shares one growing text with them. Numbers can be forged, so
 * strangers are counted together.
 */
export async function isAmongMany(trx: Transaction, { reportId, userId, createdAt }: Report): Promise<boolean> {
  if (userId !== null) return false;
  const others = await trx('reports')
    .whereRaw(IS_OF_STRANGER)
    .where('createdAt', '>', before(createdAt, WITHIN))
    .where('createdAt', '<=', createdAt)
    .where('reportId', '<', reportId)
    .limit(ANNOUNCED_ALONE)
    .select('reportId');
  return others.length >= ANNOUNCED_ALONE;
}
