import type { Ids } from '#src/platform/ids.ts';
import { factsOf, type Transaction } from './connect.ts';

const SHORTEST = 2;
/** The column holds this many characters. */
const LONGEST = 8;
/** Refs that are tried of each length. If fewer than half of them are free, the next length is used. */
const SAMPLE = 8;

export type RefKind = 'booking' | 'newcomer';

/** The length at which the search begins in each database. A few tries found no free shorter ref, and none becomes free again. */
const shortestLeft = new WeakMap<object, number>();

/** Allocates a ref that was never used and will never be used again. It tries a few, however many are in use. */
export async function allocateRef(trx: Transaction, ids: Ids, kind: RefKind): Promise<string> {
  const shortest = shortestLeft.get(factsOf(trx)) ?? SHORTEST;
  const first = ids.ref(shortest);
  const ref = (await take(trx, first, kind)) ? first : await takeLikelyFree(trx, ids, { kind, shortest });
  ids.onRefGiven?.(ref);
  return ref;
}

async function takeLikelyFree(
  trx: Transaction,
  ids: Ids,
  { kind, shortest }: { kind: RefKind; shortest: number },
): Promise<string> {
  for (;;) {
    const free = await listLikelyFree(trx, ids, shortest);
    for (const ref of free) if (await take(trx, ref, kind)) return ref;
  }
}

/** Undoes an allocation, within the same transaction: nobody has seen the ref. */
export async function returnRef(trx: Transaction, ref: string): Promise<void> {
  await trx('refs').where({ ref }).delete();
}

/** Returns false if the ref was used before. */
async function take(trx: Transaction, ref: string, kind: RefKind): Promise<boolean> {
  const taken = await trx('refs').insert({ ref, kind }).onConflict().ignore().returning('ref');
  return taken.length > 0;
}

/** Returns random free refs of the shortest length that has room. */
async function listLikelyFree(trx: Transaction, ids: Ids, shortest: number): Promise<string[]> {
  const lengths = Array.from({ length: LONGEST - shortest + 1 }, (_, index) => shortest + index);
  const samples = lengths.map((length) => Array.from({ length: SAMPLE }, () => ids.ref(length)));
  const used = new Set<string>(await trx('refs').whereIn('ref', samples.flat()).pluck('ref'));
  const free = samples.map((sample) => sample.filter((ref) => !used.has(ref)));
  const left = free.findIndex(({ length }) => length > 0);
  if (left > 0) shortestLeft.set(factsOf(trx), shortest + left);
  return free.find(({ length }) => length >= SAMPLE / 2) ?? free.flat();
}
