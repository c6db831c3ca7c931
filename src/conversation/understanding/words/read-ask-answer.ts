import { hasExcuse } from '#src/conversation/understanding/answers/excuse-words.ts';
import { isCommandWord } from '#src/conversation/understanding/commands/command-words.ts';
import { isDangerNow } from '#src/conversation/understanding/danger/read-danger.ts';
import { readListNumber, readRef, splitRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { isReaction } from '#src/conversation/understanding/transport/reactions.ts';
import { type PartKind, splitAnswer } from './split-answer.ts';
import { tokensOf } from './tokens-of.ts';

export interface AnswerReading {
  /** `no`: also "I can't, sick". `who`: who named me? `unsure`: it is an answer, but not a plain yes or no. */
  answer: 'yes' | 'no' | 'who' | 'unsure';
  /** The ref that the text names, in upper case. */
  ref?: string;
  /** "Both": the answer to each open ask. */
  isForAll?: true;
}

/** Nobody answers in more than two segments. */
const LONGEST = 320;
/** With more unknown words, a text that begins with yes or no is a story. */
const MOST_OTHER_WORDS = 8;
/** "Yes I will bring a torch" is a yes; "yes there is somebody at the gate again" is not. */
const MOST_AFTER_YES = 3;
/** "My wife took the car so I can't make it" */
const MOST_AROUND_OWN_NO = 15;

/** Commands with which a sentence may begin: "my wife is ill", "out of town". */
const BEGIN_SENTENCES = new Set(['my', 'in', 'out', 'back', 'who']);
/** After yes or no, these are a command and not an answer: "yes drop K7". */
const COMMANDS_AFTER_YES = new Set(['drop', 'report', 'book', 'ack']);

/**
 * A text as an answer to an ask: yes, no, cannot or "who?", in seven languages, with the ref of the ask before or behind it.
 * Undefined: it answers no ask. Danger, commands, bare numbers and bare refs never do, and neither do thanks alone.
 */
export function readAskAnswer(text: string): AnswerReading | undefined {
  const words = text.trim();
  if (words.length > LONGEST || isReaction(words)) return undefined;
  if (readListNumber(words) !== undefined || isDangerNow(words)) return undefined;
  const typed = tokensOf(words);
  const forAll = readForAll(typed);
  if (forAll) return { answer: forAll, isForAll: true };
  if (isAboutCommand(typed)) return undefined;
  const { tokens, refs } = takeRefs(typed);
  const answer = decide(withoutTwoForToo(splitAnswer(tokens))) ?? (isExcuse(tokens) ? 'no' : undefined);
  const [ref, another] = refs;
  if (!answer || !ref) return answer && { answer };
  // two refs may be two answers
  return another ? { answer: 'unsure' } : { answer, ref };
}

const ALL = 'both|both of them|all|all of them|albei|al twee|altwee|kokubili|zombili|zombini|both shifts|both times';
const YES_TO_ALL = new RegExp(
  `^(?:(?:yes|y|ja|yebo|ewe|ok)(?: to)? )?(?:${ALL})(?: (?:please|pls|asb|yes|thanks|ok|are fine|is fine))*$`,
);
const NO_TO_ALL = new RegExp(
  `^(?:(?:no|n|nee|cha|hayi)(?: to)? (?:${ALL})|neither|neither of them)(?: (?:sorry|thanks|please|jammer))*$`,
);

function readForAll(tokens: readonly string[]): 'yes' | 'no' | undefined {
  const phrase = tokens.filter((token) => /[\p{L}\p{N}]/u.test(token)).join(' ');
  if (NO_TO_ALL.test(phrase)) return 'no';
  return YES_TO_ALL.test(phrase) ? 'yes' : undefined;
}

function isAboutCommand([first = '', ...rest]: readonly string[]): boolean {
  if (isCommandWord(first) && !BEGIN_SENTENCES.has(first)) return true;
  return rest.some((token) => COMMANDS_AFTER_YES.has(token));
}

/** `Y K7`, `no to k7`, `K7 yes`, `yes, K7 please`. */
function takeRefs(typed: readonly string[]): { tokens: string[]; refs: string[] } {
  const refs = new Set<string>();
  const tokens: string[] = [];
  for (const token of typed) {
    const ref = readRef(token);
    if (!ref) tokens.push(token);
    else {
      refs.add(ref);
      if (BEFORE_A_REF.has(tokens.at(-1) ?? '')) tokens.pop();
    }
  }
  const second = tokens.length === 2 && /\d/.test(tokens[1] ?? '') ? tokens[1] : undefined;
  const misread = refs.size === 0 && second ? splitRef(second)?.ref : undefined;
  // with this ref the reply can say that there is no such ask
  return misread ? { tokens: tokens.slice(0, 1), refs: [misread] } : { tokens, refs: [...refs] };
}

const BEFORE_A_REF = new Set(['to', 'for', 'on', 'at', 'ref', 'vir', 'op', 'aan', 'ku', 'ho', 'go']);

/** "N K7 2 tired": the number is the word "too". */
function withoutTwoForToo(parts: readonly PartKind[]): PartKind[] {
  const isReason = (part: PartKind | undefined) => part === 'excuse' || part === 'mildNo';
  return parts.filter((part, index) => part !== 'number' || !isReason(parts[index + 1]));
}

/** The sender speaks of themselves or of somebody of theirs: "my kid is sick", "ek moet werk", "ingane iyagula". */
const OWN = new Set("i i'm im i've my me we our ek my ons mina mna wami wam sorry jammer uxolo".split(' '));
const OWN_VERB = /^(?:ngi|ndi|uya|iya|baya)\p{L}{3,}/u;

/** A reason alone is a no, if it is one of the sender's own. */
function isExcuse(tokens: readonly string[]): boolean {
  if (tokens.includes('?') || tokens.length > MOST_AROUND_OWN_NO) return false;
  return hasExcuse(tokens) && tokens.some((token) => OWN.has(token) || OWN_VERB.test(token));
}

function decide(parts: readonly PartKind[]): AnswerReading['answer'] | undefined {
  const start = parts.findIndex((part) => !LIGHT.has(part));
  const first = parts[start];
  const rest = parts.slice(start + 1);
  const has = (...kinds: PartKind[]) => kinds.some((kind) => parts.includes(kind));
  const others = parts.filter((part) => part === 'other' || part === 'number').length;
  const isYes = has('yes', 'ok', 'firmYes', 'mildYes', 'noProblem');
  if (has('ownNo') && others <= MOST_AROUND_OWN_NO) return isYes || has('unsure') ? 'unsure' : 'no';
  if (others > MOST_OTHER_WORDS) return undefined;
  // "yes 2" may choose from a list
  const isOnlyNumber = has('number') && !has('other');
  const isDoubted = isOnlyNumber || has('doubt', 'unsure', 'question', 'who');
  const isRefused = has('no', 'mildNo', 'firmNo', 'excuse');
  switch (first) {
    case 'yes':
      return isDoubted || isRefused || others > MOST_AFTER_YES ? 'unsure' : 'yes';
    case 'firmYes':
      if (others > MOST_AFTER_YES) return undefined;
      return isDoubted || isRefused ? 'unsure' : 'yes';
    case 'ok':
    case 'mildYes':
    case 'noProblem':
      if (isDoubted || isRefused) return others > MOST_AFTER_YES ? undefined : 'unsure';
      // "ok going home" is news, and "ok thanks" may be no more than thanks
      return others > 0 || (has('thanks') && !has('yes', 'firmYes', 'noProblem')) ? undefined : 'yes';
    case 'no':
      return readNo({ rest, isYes, isFirmYes: has('firmYes'), isDoubted, others });
    case 'firmNo':
      return isYes || has('unsure', 'question') ? 'unsure' : 'no';
    case 'mildNo':
      if (!isPlainReason(rest)) return undefined;
      return isYes || isDoubted ? 'unsure' : 'no';
    case 'who':
      return others <= 1 && !has('yes', 'no') ? 'who' : 'unsure';
    case 'unsure':
      return others <= MOST_AFTER_YES ? 'unsure' : undefined;
    default:
      return undefined;
  }
}

/** Parts that may stand before an answer. */
const LIGHT: ReadonlySet<PartKind> = new Set<PartKind>(['greeting', 'polite', 'please', 'thanks', 'break', 'when']);

interface Refusal {
  rest: readonly PartKind[];
  isYes: boolean;
  isFirmYes: boolean;
  isDoubted: boolean;
  others: number;
}

/** "no, I'll be there" is a yes, and "no it's fine" may be one. Other words than an excuse leave it open. */
function readNo({ rest, isYes, isFirmYes, isDoubted, others }: Refusal): AnswerReading['answer'] {
  const isExcused = rest.some((part) => part === 'excuse' || part === 'mildNo' || part === 'firmNo');
  if (isFirmYes && !isDoubted && !isExcused && others <= MOST_AFTER_YES) return 'yes';
  if (isYes || isDoubted) return 'unsure';
  if (isExcused) return 'no';
  // "no tomorrow" may be another shift
  return others > 0 || rest.includes('when') ? 'unsure' : 'no';
}

/** After "can't" or "sick" comes nothing, a reason behind a comma, or an excuse. "Can't open the gate" is something else. */
function isPlainReason(rest: readonly PartKind[]): boolean {
  const next = rest.find((part) => part === 'break' || !LIGHT.has(part));
  return next !== 'other' && next !== 'number';
}
