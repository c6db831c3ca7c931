import type { Ids } from '#src/platform/ids.ts';
import type { Transaction } from './connect.ts';

const SHORTEST = 2;
/** The letter and digits of a ref fit its column. */
const LONGEST = 8;
/** Of each length so many are tried; where fewer than half of them are free, the next length begins. */
const SAMPLE = 8;

export type RefKind = 'booking' | 'newcomer';

/** Takes a ref that nothing else ever had or will have. However many were given out, it looks at a few and counts none. */
export async function allocateRef(trx: Transaction, ids: Ids, kind: RefKind): Promise<string> {
  const first = ids.ref(SHORTEST);
  if (await take(trx, first, kind)) return first;
  for (;;) {
    for (const ref of await listLikelyFree(trx, ids)) if (await take(trx, ref, kind)) return ref;
  }
}

/** False: it was given out before. */
async function take(trx: Transaction, ref: string, kind: RefKind): Promise<boolean> {
  const taken = await trx('refs').insert({ ref, kind }).onConflict().ignore().returning('ref');
  return taken.length > 0;
}

/** Chance decides which; of the shortest length that has room. */
async function listLikelyFree(trx: Transaction, ids: Ids): Promise<string[]> {
  const lengths = Array.from({ length: LONGEST - SHORTEST + 1 }, (_, index) => SHORTEST + index);
  const samples = lengths.map((length) => Array.from({ length: SAMPLE }, () => ids.ref(length)));
  const used = new Set<string>(await trx('refs').whereIn('ref', samples.flat()).pluck('ref'));
  const free = samples.map((sample) => sample.filter((ref) => !used.has(ref)));
  return free.find(({ length }) => length >= SAMPLE / 2) ?? free.flat();
}
