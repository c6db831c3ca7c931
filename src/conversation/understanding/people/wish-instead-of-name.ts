import { classifyIntent } from '#src/conversation/understanding/learned/classify.ts';
import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';

const WISHES: ReadonlySet<Intent> = new Set<Intent>(['join', 'stop', 'leave', 'forget', 'person', 'menu', 'language']);
/** A name is never as sure as this. */
const SURE = 0.95;
const FEWEST_WORDS = 2;
/** "Forget Moyo" */
const NAME_AND_SURNAME = /^\s*\p{Lu}[\p{Ll}'’-]+ \p{Lu}[\p{Ll}'’-]+\s*$/u;

/** "Angifuni ukujoyina" (I don't want to join) answers "What is your name?" and is none. */
export function isWishInsteadOfName(text: string): boolean {
  if (NAME_AND_SURNAME.test(text)) return false;
  const { ranking, isUnfamiliar } = classifyIntent(text);
  const [likeliest] = ranking;
  if (!likeliest || isUnfamiliar || wordsOf(text).length < FEWEST_WORDS) return false;
  return WISHES.has(likeliest.meaning) && likeliest.probability >= SURE;
}
