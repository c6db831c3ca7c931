import { type Ids, REF_DIGITS, REF_LETTERS } from '#src/platform/ids.ts';
import type { Transaction } from './connect.ts';

const SHORTEST = 2;
/** Beyond this share of a length in use, chance finds too few free ones: the next length begins. */
const FULL_ENOUGH = 0.6;

export type RefKind = 'booking' | 'newcomer';

/** Takes a ref that nothing else ever had or will have. */
export async function allocateRef(trx: Transaction, ids: Ids, kind: RefKind): Promise<string> {
  let length = await lengthWithRoom(trx);
  for (let tries = 1; ; tries += 1) {
    const ref = ids.ref(length);
    const taken = await trx('refs').insert({ ref, kind }).onConflict().ignore().returning('ref');
    if (taken.length > 0) return ref;
    if (tries % 20 === 0) length += 1;
  }
}

async function lengthWithRoom(trx: Transaction): Promise<number> {
  const [row] = await trx('refs').count('* as used');
  let used = Number(row?.used ?? 0);
  let length = SHORTEST;
  for (; used >= capacityOf(length) * FULL_ENOUGH; length += 1) used -= capacityOf(length) * FULL_ENOUGH;
  return length;
}

function capacityOf(length: number): number {
  return REF_LETTERS.length * REF_DIGITS.length ** (length - 1);
}
