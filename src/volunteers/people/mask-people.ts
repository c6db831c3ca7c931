import type { Transaction } from '#src/db/connect.ts';
import { maskOthersNumbers } from '#src/volunteers/numbers/mask-numbers.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';

const NAME = '[name]';
const WORD = /[\p{L}\p{M}'’-]+/gu;
const SHORTEST = 3;

/** Masks numbers, codes and the names of everybody on the watch, so that a text can be shown to others. */
export async function createMask(trx: Transaction, region: string): Promise<(text: string) => string> {
  const names: (string | null)[] = await trx('users').pluck('name');
  const buddies: (string | null)[] = await trx('bookings')
    .whereNotNull('buddyName')
    .distinct('buddyName')
    .pluck('buddyName');
  const parts = new Set(
    [...names, ...buddies].flatMap((name) => (name ?? '').toLowerCase().match(WORD) ?? []).filter(isLong),
  );
  return (text) => {
    const withoutNumbers = eraseDigits(maskOthersNumbers(text, { own: [], region }));
    return withoutNumbers.replace(WORD, (word) => (parts.has(word.toLowerCase()) ? NAME : word));
  };
}

function isLong(word: string): boolean {
  return word.length >= SHORTEST;
}
