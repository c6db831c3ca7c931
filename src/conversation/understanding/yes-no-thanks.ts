import { readRef } from './refs-and-numbers.ts';
import { simplifyText } from './simplify-text.ts';
import { ACCEPTED_WORDS, anyOf, wordsFor } from './words/accepted-words.ts';
import { indexWords } from './words/index-words.ts';
import { tokensOf } from './words/tokens-of.ts';
import type { WordMeaning } from './words/word-places.ts';

export type YesNoThanks = 'YES' | 'NO' | 'THANKS';

type Answer = WordMeaning<'answer'>;

const ANSWERS = indexWords(
  ACCEPTED_WORDS.filter(({ place }) => place === 'answer').map(
    ({ word, meaning }) => [word, meaning as Answer] as const,
  ),
);
/** Words behind a yes or no that leave it open. */
const DOUBTS = new Set([...wordsFor('inside', 'doubt'), ...wordsFor('ask', 'unsure')]);
/** What we ask whether to do, and the words around it. */
const ACTIONS = new Set(wordsFor('decision', 'action'));
const DECIDING = new Set([...ACTIONS, ...wordsFor('decision', 'filler'), ...wordsFor('inside', 'please')]);
/** "Baie dankie, Thandi, and see you on Saturday" is longer. */
const LONGEST = 60;

const THANKS = anyOf(wordsFor('answer', 'thanks'));
/** `yes please`, `nee, dankie` */
const POLITE_CLOSING = new RegExp(
  `,? (?:(?<please>${anyOf(wordsFor('inside', 'please'))})|(?<thanks>${THANKS}))$`,
  'u',
);
const THANKS_WITH_WORDS = new RegExp(
  `^(?:(?:${anyOf(wordsFor('answer', 'ok'))}|cool|great|perfect|lekker|many|much|baie),? )?${THANKS}(?:,? (?<whom>\\p{L}+|so much|very much|a lot|for that|you all))?$`,
  'u',
);
/** Words after "thanks" that are not a name but a new request. */
const NO_FAREWELL = /^(?:help|but|no|report|drop|shifts|in|out|who|book|my|buddy|menu|back)$/;

/** The whole text as a yes, a no or thanks. "Thanks" is never a yes, and neither is "ok thanks". */
export function readYesNoThanks(text: string): YesNoThanks | undefined {
  const typed = simplifyText(text);
  if (typed.length > LONGEST) return undefined;
  const closing = POLITE_CLOSING.exec(typed);
  const answer = findAnswer(closing ? typed.slice(0, closing.index) : typed);
  if (answer === 'no') return 'NO';
  if (answer === 'yes' || (answer === 'ok' && !closing?.groups?.thanks)) return 'YES';
  if (answer === 'thanks') return 'THANKS';
  const thanks = THANKS_WITH_WORDS.exec(typed);
  return thanks && !NO_FAREWELL.test(thanks.groups?.whom ?? '') ? 'THANKS' : undefined;
}

/** "yes drop it" or "no keep it", after a question for Y or N. */
export function readYesOrNo(text: string): 'YES' | 'NO' | undefined {
  const typed = simplifyText(text);
  if (typed.length > LONGEST) return undefined;
  const [first = '', ...others] = typed.split(/[ ,.!]+/);
  if (others.length === 0 || others.length > 3 || others.some(isSecondThought)) return undefined;
  const answer = findAnswer(first);
  // "yes I can come" must not delete anything
  if (answer === 'yes') return others.every(isDeciding) ? 'YES' : undefined;
  return answer === 'no' ? 'NO' : undefined;
}

/** "Yes, delete everything" and "no keep it": the words are about what we asked whether to do. */
export function isDecisionInWords(text: string): boolean {
  const [first = '', ...others] = simplifyText(text)
    .slice(0, LONGEST)
    .split(/[ ,.!]+/);
  const answer = findAnswer(first);
  return (
    (answer === 'yes' || answer === 'no') && others.length > 0 && others.every(isDeciding) && others.some(isAction)
  );
}

/** A ref names what we ask about. */
function isDeciding(word: string): boolean {
  return word === '' || DECIDING.has(word) || readRef(word) !== undefined;
}

function isAction(word: string): boolean {
  return ACTIONS.has(word);
}

/** "ja nee" and "cha yebo" are neither. */
function isSecondThought(word: string): boolean {
  const answer = findAnswer(word);
  return DOUBTS.has(word) || answer === 'yes' || answer === 'no' || /^\d/.test(word);
}

function findAnswer(words: string): Answer | undefined {
  return ANSWERS.find(tokensOf(words).join(' '));
}
