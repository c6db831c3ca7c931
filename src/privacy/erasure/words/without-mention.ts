import { type MentionedPerson, renderedAt, withoutNumbers, withoutPerson } from './mentioned-person.ts';
import { besideNumberPattern, framesPattern } from './name-patterns.ts';
import type { Row } from './rewrite.ts';

/** A message of ours to somebody else. */
export interface MentioningMessage {
  row: Row;
  who: MentionedPerson;
  /** The numbers of cases that the person reported. */
  ownCaseNumbers: ReadonlySet<number>;
  /** How our texts name the person, where these may be words that somebody typed. */
  typedForms: ReadonlySet<string>;
  /** The members who sent the text that caused it. */
  senders: readonly number[];
}

/** Replaces a number while we look for names. No text contains NUL, because we strip it from all input. */
const MARK = '\u0000';
const A_CASE = /(?:^|\n|: )Case (\d+), /;

/** The words of a message without the person. Our own words about the person go; typed words stay, without the person. */
export function withoutMention(message: MentioningMessage, text: string): string {
  const { row, who, typedForms, senders } = message;
  const at = new Date(row.createdAt as Date | number).getTime();
  if (row.writtenBy !== null) return withoutPerson(who, text, { writer: Number(row.writtenBy), at });
  if (isAboutPerson(row, who) || isOwnCase(message, text)) return '';
  const [head, typed, tail] = partsOf(text);
  const forms = renderedAt(who, at).filter((form) => !typedForms.has(form));
  const bare = senders.reduce(
    (rest, writer) => withoutPerson(who, rest, { writer, at }),
    withoutPerson(who, typed, { writer: null, at }),
  );
  return withoutRendered(who, head, forms) + bare + withoutRendered(who, tail, forms);
}

/** The case that a message to a coordinator is about. */
export function caseNumberIn(words: unknown): number | undefined {
  const found = A_CASE.exec(String(words));
  return found ? Number(found[1]) : undefined;
}

/** Notices about this person alone, by their idempotency key. */
function isAboutPerson({ idempotencyKey }: Row, { userId }: MentionedPerson): boolean {
  if (userId === undefined) return false;
  const key = String(idempotencyKey);
  return ['newcomer', 'came-back', 'handed-on', 'unseen', 'forgotten'].some((kind) =>
    `:${key}:`.includes(`:${kind}:${userId}:`),
  );
}

/** `Case 142, Thandi: …`: a message to a coordinator with words of the person's own case. The case keeps the words. */
function isOwnCase({ ownCaseNumbers }: MentioningMessage, text: string): boolean {
  const found = A_CASE.exec(text);
  if (!found || (text.includes('"') && found.index > text.indexOf('"'))) return false;
  return ownCaseNumbers.has(Number(found[1]));
}

/**
 * Our own words, typed words, and our own words again. Typed words are in quotation marks, except in the answer to SHOW, which
 * counts as typed completely.
 */
function partsOf(text: string): [head: string, typed: string, tail: string] {
  const first = text.indexOf('"');
  const shown = A_CASE.exec(text);
  if (shown && (first < 0 || shown.index < first)) return [text.slice(0, shown.index), text.slice(shown.index), ''];
  if (first < 0) return [text, '', ''];
  const last = text.lastIndexOf('"');
  const end = last > first ? last + 1 : text.length;
  return [text.slice(0, first), text.slice(first, end), text.slice(end)];
}

function withoutRendered(who: MentionedPerson, text: string, forms: readonly string[]): string {
  const marked = withoutNumbers({ ...who, nameless: MARK }, text);
  const beside = besideNumberPattern(forms, MARK);
  const framed = framesPattern(forms);
  let rest = beside ? marked.replace(beside, MARK) : marked;
  if (framed) rest = rest.replace(framed, () => who.nameless);
  return rest.replaceAll(MARK, () => who.nameless);
}
