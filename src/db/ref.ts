import type { Ids } from '#src/platform/ids.ts';
import { factsOf, type Transaction } from './connect.ts';

const SHORTEST = 2;
/** The letter and digits of a ref fit its column. */
const LONGEST = 8;
/** Of each length so many are tried; where fewer than half of them are free, the next length begins. */
const SAMPLE = 8;

export type RefKind = 'booking' | 'newcomer';

/** Where the search begins in each database: of shorter ones, which never come free again, a few tries found none left. */
const shortestLeft = new WeakMap<object, number>();

/** Takes a ref that nothing else ever had or will have. However many were given out, it looks at a few and counts none. */
export async function allocateRef(trx: Transaction, ids: Ids, kind: RefKind): Promise<string> {
  const shortest = shortestLeft.get(factsOf(trx)) ?? SHORTEST;
  const first = ids.ref(shortest);
  if (await take(trx, first, kind)) return first;
  for (;;) {
    const free = await listLikelyFree(trx, ids, shortest);
    for (const ref of free) if (await take(trx, ref, kind)) return ref;
  }
}

/** Within the transaction that allocated it: nobody has seen it, and it is as if it had never been given out. */
export async function returnRef(trx: Transaction, ref: string): Promise<void> {
  await trx('refs').where({ ref }).delete();
}

/** False: it was given out before. */
async function take(trx: Transaction, ref: string, kind: RefKind): Promise<boolean> {
  const taken = await trx('refs').insert({ ref, kind }).onConflict().ignore().returning('ref');
  return taken.length > 0;
}

/** Chance decides which; of the shortest length that has room. */
async function listLikelyFree(trx: Transaction, ids: Ids, shortest: number): Promise<string[]> {
  const lengths = Array.from({ length: LONGEST - shortest + 1 }, (_, index) => shortest + index);
  const samples = lengths.map((length) => Array.from({ length: SAMPLE }, () => ids.ref(length)));
  const used = new Set<string>(await trx('refs').whereIn('ref', samples.flat()).pluck('ref'));
  const free = samples.map((sample) => sample.filter((ref) => !used.has(ref)));
  const left = free.findIndex(({ length }) => length > 0);
  if (left > 0) shortestLeft.set(factsOf(trx), shortest + left);
  return free.find(({ length }) => length >= SAMPLE / 2) ?? free.flat();
}
