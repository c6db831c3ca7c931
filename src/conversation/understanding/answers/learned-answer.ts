import { mayBeDanger } from '#src/conversation/understanding/intent/may-be-danger.ts';
import { classifyAnswer } from '#src/conversation/understanding/learned/classify.ts';
import type { LearnedAnswer, LearnedQuestion } from '#src/conversation/understanding/learned/meanings.ts';

/** Who comes along is read with the rules, in `learned-buddy.ts`. */
type GuessedQuestion = Exclude<LearnedQuestion, 'buddy'>;

/**
 * How probable an answer must be. An answer that books alone, files less, or leaves the question needs more: the question is
 * asked again otherwise.
 */
const FROM: { readonly [Question in GuessedQuestion]: Readonly<Record<LearnedAnswer<Question>, number>> } = {
  list: { pick: 0.75, more: 0.6, none: 0.65, other: 0 },
  drop: { yes: 0.8, keep: 0.65, unclear: 0.5, other: 0 },
  severity: { quiet: 0.88, suspicious: 0.6, incident: 0.7, words: 0.5, back: 0.75, other: 0 },
};

const SURE = 0.9;

/** What an answer means, learnt from examples. Undefined: it is no answer, or too doubtful. */
export function readLearnedAnswer<Question extends GuessedQuestion>(
  question: Question,
  text: string,
): { meaning: Exclude<LearnedAnswer<Question>, 'other'>; confidence: number } | undefined {
  const { ranking, isUnfamiliar } = classifyAnswer(question, text);
  const [likeliest] = ranking;
  // an emoji alone is no answer
  if (!likeliest || !/\p{L}{2}/u.test(text)) return undefined;
  const { meaning, probability } = likeliest;
  // isiZulu and isiXhosa make new words from known parts, so words that no example has may still be understood
  if (isUnfamiliar && probability < SURE) return undefined;
  if (meaning === 'other' || probability < FROM[question][meaning]) return undefined;
  // a cry for help is no answer; a reason such as "my child is in hospital" may sound like one
  if (probability < SURE && mayBeDanger(text)) return undefined;
  return { meaning: meaning as Exclude<LearnedAnswer<Question>, 'other'>, confidence: probability };
}
