import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { readYesNoThanks } from '#src/conversation/understanding/yes-no-thanks.ts';
import { isCopyOfAlarm } from './quoted-words.ts';

/** Where the examples are as sure as this, they count like the words of the lists. */
const SURE = 0.9;
/** A few words must be surer: "useyangena", "im hit". */
const SHORT = 4;
const SURE_OF_A_SHORT_TEXT = 0.93;
/** "They are gone now" is an answer to "how serious is it?" */
const WORDS_EXPECTED: ReadonlySet<Circumstances['expects']> = new Set<Circumstances['expects']>(['severity', 'words']);
/** A name or two may look like anything. */
const NAMES_EXPECTED: ReadonlySet<Circumstances['expects']> = new Set<Circumstances['expects']>([
  'name',
  'code',
  'buddy',
]);

/** Danger that no list has words for: "someone is following me off the bus". It is likely, never certain. */
export function readLearnedDanger(text: string, { expects, isCoordinator }: Circumstances): VolunteerEvent | undefined {
  const isShort = wordsOf(text).length <= SHORT;
  if (!/\p{L}{2}/u.test(text) || (isShort && (NAMES_EXPECTED.has(expects) || WORDS_EXPECTED.has(expects))))
    return undefined;
  // the examples have few ordinary words of Sesotho, Sepedi and Setswana
  if (isShort && readYesNoThanks(text)) return undefined;
  if (classifyDanger(text).probability < (isShort ? SURE_OF_A_SHORT_TEXT : SURE)) return undefined;
  // the words of a copy are in a case already
  return isCoordinator && isCopyOfAlarm(text) ? undefined : { type: 'LIKELY_DANGER', words: text };
}
