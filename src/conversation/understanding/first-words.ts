import { GREETINGS } from '#src/conversation/understanding/commands/command-words.ts';
import { wordsOf } from './simplify-text.ts';

/** Words of a person who wants to join, or asks who we are. */
const ABOUT_JOINING =
  /\b(?:join\w*|volunteer\w*|sign(?:ing)? up|register|help out|(?:want|like|love) to help|patrols?|patrolling|interested|members?|poster|flyer|who (?:is|are) (?:this|you)|what is this|your number|got this number|aansluit|buurtwag|vrywilliger?|patrolleer|registreer|help graag|wie is (?:dit|julle)|joyina|ngijoyine|ndijoyine|zibandakanya|ngivolontiya|ukuphatrola|ngubani|ningobani|ukungena|ipatroli|lungu)\b|joyin|phatrol/;
const POLITE = new Set([
  ...[...GREETINGS].flatMap((greeting) => greeting.split(' ')),
  'there',
  'please',
  'thanks',
  'ok',
]);
const FEWEST_WORDS = 2;

/**
 * Whether the first text of an unknown number has news, such as "there is a strange man at 5 Elm". Most first texts
 * only greet us or ask to join.
 */
export function saysMoreThanGreeting(text: string): boolean {
  const words = wordsOf(text);
  const others = words.filter((word) => !POLITE.has(word.replace(/(?<![,.!?])[,.!?]+$/, '')));
  return others.length >= FEWEST_WORDS && !ABOUT_JOINING.test(words.join(' '));
}
