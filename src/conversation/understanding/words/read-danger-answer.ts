import type { AskReply } from '#src/conversation/machine/vocabulary.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsFor } from './accepted-words.ts';
import { indexWords } from './index-words.ts';
import { readAskAnswer } from './read-ask-answer.ts';
import { splitAnswer } from './split-answer.ts';
import { tokensOf } from './tokens-of.ts';

const SAFE = indexWords(wordsFor('dangerAsk', 'safe').map((word) => [word, 'safe'] as const));
const OVER = wordsFor('dangerAsk', 'over').map((phrase) => ` ${tokensOf(phrase).join(' ')} `);
/** "He left with my child" is not over. */
const OVER_BELOW = 0.35;
/** "They left, but …" tells more. */
const MOST_WORDS_OF_OVER = 14;
const OK = new Set(wordsFor('answer', 'ok'));
/** More words than these tell something else: "safe route is through the park, past the school". */
const MOST_WORDS = 8;

/** A text as the answer to "are you in danger?". "Ok" is none: it may mean "I am", or "I read that". */
export function readDangerAnswer(text: string): AskReply | undefined {
  const tokens = tokensOf(text).filter((token) => /[\p{L}\p{N}]/u.test(token));
  if (tokens.length <= MOST_WORDS && isSafe(tokens)) return 'safe';
  if (isOver(text, tokens)) return 'no';
  const answer = readAskAnswer(text)?.answer;
  // "I can't make it tonight, my child is sick" refuses something, and says nothing about danger
  const isRefusal = answer === 'no' && !splitAnswer(tokens).includes('no');
  if (answer === 'who' || isRefusal) return undefined;
  return answer === 'yes' && OK.has(tokens.join(' ')) ? 'unsure' : answer;
}

/** "Found him, he was at the neighbour": we ask once more, because it is no plain SAFE. */
function isOver(text: string, tokens: readonly string[]): boolean {
  if (tokens.length > MOST_WORDS_OF_OVER || text.includes('?')) return false;
  const phrase = ` ${tokens.join(' ')} `;
  return OVER.some((words) => phrase.includes(words)) && classifyDanger(text).probability < OVER_BELOW;
}

/** SAFE and the like as the first words, or after a no: "no we are safe". */
function isSafe(tokens: readonly string[]): boolean {
  const [first = '', ...rest] = tokens;
  return beginsSafe(tokens) || (readAskAnswer(first)?.answer === 'no' && beginsSafe(rest));
}

function beginsSafe(tokens: readonly string[]): boolean {
  for (let length = Math.min(SAFE.mostTokens, tokens.length); length > 0; length -= 1) {
    if (SAFE.find(tokens.slice(0, length).join(' '))) return true;
  }
  return false;
}
