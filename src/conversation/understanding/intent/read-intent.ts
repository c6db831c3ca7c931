import type { Circumstances, VolunteerEvent } from '#src/conversation/events.ts';
import {
  type Classification,
  classifyDanger,
  classifyIntent,
} from '#src/conversation/understanding/learned/classify.ts';
import { modelWords } from '#src/conversation/understanding/learned/features.ts';
import type { Intent } from '#src/conversation/understanding/learned/meanings.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { costOf, DANGER_BELOW, HARMLESS_FROM, isOffered, OFFERED_FROM, thresholdsOf } from './costs.ts';
import { isDenied } from './denials.ts';
import { eventOfIntent } from './intent-events.ts';

/** Few words say little, and the readers of danger words know the short cries. */
const SHORT = 3;
const DANGER_IN_A_SHORT_TEXT = 0.6;
const TOO_SHORT = 2;
/** Many words are in no example, so the reading is never sure. isiZulu and isiXhosa make new words from known parts. */
const UNFAMILIAR_FROM = 0.7;
const OFFERED_UNFAMILIAR_FROM = 0.5;
/** A word or two may mean anything. */
const SHORT_FROM = 0.6;
/** The question back offers two of the likeliest. */
const MOST_COMPARED = 3;
/** A word or two says too little for a guess. */
const FEWEST_WORDS_OF_AN_OFFER = 3;

export interface IntentReading {
  event: VolunteerEvent;
  /** How sure the reading is, from 0 to 1. */
  confidence: number;
}

/** What a sentence means that is neither a command nor an answer. Undefined: no intent is likely enough. */
export function readIntent(text: string, circumstances: Circumstances): IntentReading | undefined {
  // a ref or a number alone says nothing
  if (!/\p{L}{2}/u.test(text)) return undefined;
  const read = classifyIntent(text);
  if (read.isUnknown) return undefined;
  const danger = classifyDanger(text).probability;
  if (danger >= dangerFrom(wordsOf(text).length))
    return { event: eventOfIntent('danger', sentenceOf(text, read), circumstances), confidence: danger };
  const words = modelWords(text);
  const candidates = mergePassedOn(withDangerInReports(read), text).filter(
    ({ intent }) => intent !== 'danger' && !isDenied(words, intent),
  );
  const [first] = candidates;
  if (!first) return undefined;
  const { act, ask } = thresholdsOf(first.intent);
  const { intent, probability: confidence } = first;
  if (confidence >= leastFor(text, { intent, ask, isUnfamiliar: read.isUnfamiliar })) {
    const sentence = { ...sentenceOf(text, read), isSure: confidence >= act && !read.isUnfamiliar };
    return { event: eventOfIntent(intent, sentence, circumstances), confidence };
  }
  if (wordsOf(text).length < FEWEST_WORDS_OF_AN_OFFER) return undefined;
  const [one, other] = candidates.slice(0, MOST_COMPARED).filter((each) => isOffered(each.intent));
  if (!one || !other || one.probability < (read.isUnfamiliar ? OFFERED_UNFAMILIAR_FROM : OFFERED_FROM))
    return undefined;
  return { event: { type: 'DOUBTFUL', intents: [one.intent, other.intent], words: text }, confidence };
}

/** "Nobody" files no report that all is quiet. */
const QUIET_IN_ONE_WORD_FROM = 0.95;

function leastFor(text: string, { intent, ask, isUnfamiliar }: { intent: Intent; ask: number; isUnfamiliar: boolean }) {
  if (isUnfamiliar) return Math.max(ask, UNFAMILIAR_FROM);
  if (intent === 'quiet' && wordsOf(text).length === 1) return QUIET_IN_ONE_WORD_FROM;
  return wordsOf(text).length <= TOO_SHORT ? Math.max(ask, SHORT_FROM) : ask;
}

function dangerFrom(words: number): number {
  if (words <= TOO_SHORT) return Number.POSITIVE_INFINITY;
  return words <= SHORT ? DANGER_IN_A_SHORT_TEXT : thresholdsOf('danger').act;
}

function sentenceOf(text: string, read: Classification<Intent>) {
  const [first] = read.ranking;
  const isHarmless =
    !read.isUnfamiliar && (first?.probability ?? 0) >= HARMLESS_FROM && classifyDanger(text).probability < DANGER_BELOW;
  return { text, isSure: false, isHarmless };
}

/** A person who asks something must not read how to stop our texts. */
const SURELY_WRONG = 0.7;

/** In a text that is most likely a report, words of danger are about what somebody sees. */
function withDangerInReports(read: Classification<Intent>): Classification<Intent> {
  const danger = read.ranking.find(({ meaning }) => meaning === 'danger')?.probability ?? 0;
  const likeliest = read.ranking.find(({ meaning }) => meaning !== 'danger');
  if (likeliest?.meaning !== 'report' || likeliest.probability < danger) return read;
  const ranking = read.ranking.map((each) =>
    each === likeliest ? { ...each, probability: each.probability + danger } : each,
  );
  return { ...read, ranking };
}

/** A person gets the words either way, so these intents count together as the likeliest of them. */
function mergePassedOn({ ranking }: Classification<Intent>, text: string): { intent: Intent; probability: number }[] {
  const all = ranking.map(({ meaning, probability }) => ({ intent: meaning, probability }));
  const passedOn = all.filter(({ intent }) => costOf(intent) === 'passedOn');
  const together = passedOn.reduce((sum, { probability }) => sum + probability, 0);
  const [likeliest] = passedOn;
  const others = all.filter(({ intent }) => costOf(intent) !== 'passedOn');
  const intent = isDoubtfullyWrong(likeliest, text) ? 'person' : likeliest?.intent;
  const merged = intent ? [...others, { intent, probability: together }] : others;
  return merged.sort((one, other) => other.probability - one.probability);
}

/** A few words of noise are answered as such. */
function isDoubtfullyWrong(likeliest: { intent: Intent; probability: number } | undefined, text: string): boolean {
  return likeliest?.intent === 'wrong' && likeliest.probability < SURELY_WRONG && wordsOf(text).length > SHORT;
}
