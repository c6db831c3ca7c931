import { readFileSync } from 'node:fs';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';

/** `busy`: a phone sends it when a call is declined, and a person may type it, too. */
export type AutomaticReply = 'automatic' | 'busy';

const TEXT = readFileSync(new URL('./automatic-replies.txt', import.meta.url), 'utf8');
/** More is a letter. */
const LONGEST = 600;
const SENTENCE_ENDS = /[.!?:;()\n]+\s*| [-–—]+ /u;
/** `auto reply ......`: any text may follow. */
const OPEN_END = ' ......';
/** `i will reply ...` */
const SHORT_END = ' ...';
const MOST_BEHIND = 60;
/** In an answer from a mail program: whom to ask instead. */
const INSTEAD =
  /^(?:in (?:case of )?(?:an )?emergency|for (?:any )?(?:emergenc|urgent)|if (?:this |it |your matter )?(?:is )?urgent)/;
const BY_CONTACT = /\b(?:call|contact|phone|dial|reach|e-?mail|sms|whatsapp)\b/;

const PREFIXES = linesUnder('automatic').filter((line) => line.endsWith(OPEN_END));
const isAutomatic = matcherOf(linesUnder('automatic').filter((line) => !line.endsWith(OPEN_END)));
const isBusy = matcherOf(linesUnder('busy'));
const isBesideIt = matcherOf(linesUnder('beside it'));

/**
 * What a phone or a mail program answers by itself: "Sorry busy, call back later", "Auto Reply: In a meeting". Words that are
 * not a known part of such an answer were typed by a person, who is heard: then it is undefined.
 */
export function readAutomaticReply(text: string): AutomaticReply | undefined {
  if (text.length > LONGEST) return undefined;
  const whole = simplifyText(text);
  if (PREFIXES.some((line) => beginsWith(whole, line.slice(0, -OPEN_END.length)))) return 'automatic';
  if (isBusy(whole)) return 'busy';
  const sentences = text.split(SENTENCE_ENDS).map(simplifyText).filter(Boolean);
  const [kind, isKind] = sentences.some(isAutomatic)
    ? (['automatic', isAutomatic] as const)
    : (['busy', isBusy] as const);
  if (!sentences.some(isKind)) return undefined;
  const isPart = (sentence: string) => isKind(sentence) || isBesideIt(sentence) || isBusy(sentence);
  const isNotice = (sentence: string) => kind === 'automatic' && INSTEAD.test(sentence) && BY_CONTACT.test(sentence);
  return sentences.every((sentence) => isPart(sentence) || isNotice(sentence)) ? kind : undefined;
}

function linesUnder(heading: string): string[] {
  const lines = TEXT.split('\n').map((line) => line.replace(/^#.*/, '').trim());
  const from = lines.indexOf(`[${heading}]`) + 1;
  const next = lines.findIndex((line, index) => index >= from && line.startsWith('['));
  return lines.slice(from, next < 0 ? lines.length : next).filter(Boolean);
}

/** Whether a sentence is one of these lines. */
function matcherOf(lines: readonly string[]): (sentence: string) => boolean {
  const whole = new Set(lines.filter((line) => !line.endsWith(SHORT_END)));
  const beginnings = lines.filter((line) => line.endsWith(SHORT_END)).map((line) => line.slice(0, -SHORT_END.length));
  return (sentence) =>
    whole.has(sentence) ||
    beginnings.some((each) => beginsWith(sentence, each) && sentence.length <= each.length + MOST_BEHIND);
}

/** A beginning ends with a whole word. */
function beginsWith(sentence: string, beginning: string): boolean {
  return sentence.startsWith(beginning) && !/^[\p{L}\p{N}]/u.test(sentence.slice(beginning.length));
}
