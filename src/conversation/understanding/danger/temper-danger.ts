import type { Expects, VolunteerEvent } from '#src/conversation/events.ts';
import { classifyDanger } from '#src/conversation/understanding/learned/classify.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { dangerTokens, isWholeCry, withoutNegated } from './match-danger-words.ts';
import { endsWithHelp, hasSos } from './read-danger.ts';

/** How probable danger must be, for words of danger to count. */
interface Doubt {
  /** Below this, words that are certain danger somewhere else are only likely: "this flu is killing me". */
  likelyBelow: number;
  /** Below this, they are none: "does the gym shoot videos of burglars". */
  harmlessBelow: number;
  /** Below this, words that only suggest danger are none: "shot for the lift". */
  likelyHarmlessBelow: number;
}

const IN_A_WORD_OR_TWO: Doubt = { likelyBelow: 0.2, harmlessBelow: 0, likelyHarmlessBelow: 0.05 };
/** "Nomvula Dubula", where we asked for a name. */
const IN_A_NAME: Doubt = { likelyBelow: 0.5, harmlessBelow: 0.25, likelyHarmlessBelow: 0.5 };
/** "Ngisize ngezikhala zangoMgqibelo" asks for help with something. */
const IN_A_WISH: Doubt = { likelyBelow: 0.35, harmlessBelow: 0.03, likelyHarmlessBelow: 0.05 };
const IN_A_FEW_WORDS: Doubt = { likelyBelow: 0.35, harmlessBelow: 0, likelyHarmlessBelow: 0.2 };
const IN_A_SENTENCE: Doubt = { likelyBelow: 0.7, harmlessBelow: 0.15, likelyHarmlessBelow: 0.35 };
const FEW_WORDS = 4;
/** Such a text says least. SOS beside one other word is never doubted. */
const A_WORD_OR_TWO = 2;
/** A name or two may look like anything. */
const NAMES_EXPECTED: ReadonlySet<Expects> = new Set<Expects>(['name', 'buddy']);
/** SOS itself is doubted only where nothing speaks for danger: "what happens when I send sos". */
const SOS_LIKELY_BELOW = 0.03;
/** It is harmless only inside a sentence about it: "do we press sos?" */
const SOS_HARMLESS_BELOW = 0.005;
/** Unknown words may be those of danger, so the known ones must be surer. */
const UNFAMILIAR_LIKELY_BELOW = 0.1;
const UNFAMILIAR_HARMLESS_BELOW = 0.01;
/** A text that begins or ends with HELP is harmless only below this, however long it is. */
const HELP_HARMLESS_BELOW = 0.05;

/**
 * The lists find words of danger anywhere. The model knows how people use such words. Where it sees no danger, certain danger
 * becomes likely, and likely danger is read as what else it means. Certain danger becomes harmless only in a text with hardly any
 * danger in it. A text that begins with SOS never does. A text that is a cry for help and nothing else is not doubted at all, and
 * one that has many unknown words less than others.
 */
export function temperDanger(
  danger: VolunteerEvent,
  text: string,
  expects: Expects = 'nothing',
): VolunteerEvent | undefined {
  if (isWholeCry(withoutNegated(dangerTokens(text)))) return danger;
  const { isUnfamiliar } = classifyDanger(text);
  const probability = probabilityInAnyPart(text);
  const words = wordsOf(text).length;
  const doubt = NAMES_EXPECTED.has(expects) && looksLikeName(text) ? IN_A_NAME : doubtOf(text);
  const { likelyBelow, harmlessBelow, likelyHarmlessBelow } = isUnfamiliar ? lessened(doubt) : doubt;
  const isHelp = BEGINS_WITH_HELP.test(text) || endsWithHelp(text);
  if (danger.type === 'LIKELY_DANGER') {
    return probability < (isHelp ? Math.min(HELP_HARMLESS_BELOW, likelyHarmlessBelow) : likelyHarmlessBelow)
      ? undefined
      : danger;
  }
  if (danger.type !== 'SOS') return danger;
  const likely: VolunteerEvent = { type: 'LIKELY_DANGER', words: danger.words };
  // "sos again" has too few words to doubt it
  if (hasSos(text)) {
    if (words <= A_WORD_OR_TWO || isUnfamiliar || probability >= SOS_LIKELY_BELOW) return danger;
    const isAbout = ASKS_ABOUT_SOS.test(text) && !BEGINS_WITH_SOS.test(text) && !text.includes('🆘');
    return isAbout && probability < SOS_HARMLESS_BELOW ? undefined : likely;
  }
  if (probability < (isHelp ? Math.min(HELP_HARMLESS_BELOW, harmlessBelow) : harmlessBelow)) return undefined;
  return probability < likelyBelow ? likely : danger;
}

/** Words that mean nothing else that we know stay likely danger, unless there is less danger in them than this. */
const NOTHING_ELSE_BELOW = 0.02;
/** The same for words that only suggest danger. */
const NOTHING_ELSE_LIKELY_BELOW = 0.15;

/** Whether words of danger are nothing to ask about, although the text means nothing else that we know. */
export function isSurelyHarmless(danger: VolunteerEvent, text: string): boolean {
  const below = danger.type === 'SOS' ? NOTHING_ELSE_BELOW : NOTHING_ELSE_LIKELY_BELOW;
  return classifyDanger(text).probability < below;
}

function lessened({ likelyBelow, likelyHarmlessBelow }: Doubt): Doubt {
  return {
    likelyBelow: Math.min(likelyBelow, UNFAMILIAR_LIKELY_BELOW),
    harmlessBelow: 0,
    likelyHarmlessBelow: Math.min(likelyHarmlessBelow, UNFAMILIAR_HARMLESS_BELOW),
  };
}

/** Few words say little, so the examples must be surer before they take danger away. */
function doubtOf(text: string): Doubt {
  const words = wordsOf(text).length;
  if (words <= A_WORD_OR_TWO) return IN_A_WORD_OR_TWO;
  if (words > FEW_WORDS) return IN_A_SENTENCE;
  return ASKS_FOR_HELP.test(text) ? IN_A_WISH : IN_A_FEW_WORDS;
}

/** A first name and a surname, perhaps with a number, behind words that introduce them. */
function looksLikeName(text: string): boolean {
  const name = text.replace(INTRODUCES, '');
  return /^\s*(?:(?:ngi|ndi)?(?:ng|w)?u ?)?(?:\p{Lu}\p{Ll}+[\s,]+){1,3}\p{Lu}\p{Ll}+[\s\d+().-]*$/u.test(name);
}

/** Who begins with it may mean it, whatever follows: "help my cat is up there". */
const BEGINS_WITH_HELP = /^\W*(?:(?:please|pls|plz|asb)\W+)?(?:help|hulp|usizo|uncedo|thuso|thušo)(?!\p{L})/iu;
/** The words of a question or a test. */
const ASKS_ABOUT_SOS =
  /\?|(?<!\p{L})(?:what|how|when|if|do|does|can|should|who|wat|hoe|wanneer|moet|mag|wie|yini|kanjani|njani|nini|uma|xa|ntoni|eng|jang|jwang|bjang|goreng|mang|test\p{L}*|toets\p{L}*|ngiyatesta|siyatesta|vavanya|siyavavanya)(?!\p{L})/iu;
const BEGINS_WITH_SOS = /^[^\p{L}\p{N}]*s+\W?o+\W?s+(?!\p{L})/iu;
/** "Help me", in the languages where a polite wish begins like that, too. */
const ASKS_FOR_HELP =
  /^\W*(?:(?:please|pls|plz|asb|ngicela|ndicela|ke kopa|ke kgopela|mama|baba|sisi|bhuti) )?(?:usizo|uncedo|thuso|thušo|ngisize(?:ni)?|ndincede(?:ni)?|ncedani|nthuse(?:ng)?|nthuše(?:ng)?)(?!\p{L})/iu;
const INTRODUCES =
  /^\s*(?:(?:my name is|it['’]?s|it is|this is|dis|ek is|my naam is|igama lami?|ke|e tla ba|lebitso la ka ke|leina la ka ke|mme|ntate|ausi|abuti)\s+)+/iu;
const PARTS = /[.!?;\n]+/;
const FEWEST_WORDS_OF_A_PART = 3;
/** Besides the last one. */
const MOST_PARTS = 5;

/** "False alarm yesterday. Now there is someone in my house": a cry is not lost among other words. */
function probabilityInAnyPart(text: string): number {
  const parts = text.split(PARTS).filter((part) => wordsOf(part).length >= FEWEST_WORDS_OF_A_PART);
  const looked = [text, ...parts.slice(0, MOST_PARTS), ...parts.slice(MOST_PARTS).slice(-1)];
  return Math.max(...looked.map((part) => classifyDanger(part).probability));
}
