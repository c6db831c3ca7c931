import type { Transaction } from '#src/db/connect.ts';
import { isSettled, type OutboundStatus, SETTLED } from '#src/messaging/outbox/outbound-status.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { type MentionedPerson, needlesFor, renderedAt, withoutNumbers, withoutPerson } from './mentioned-person.ts';
import { besideNumberPattern, framesPattern, renderedForms } from './name-patterns.ts';
import { type Row, type Search, searchNumbers, searchWords } from './search-rows.ts';

export interface OwnCases {
  reportIds: ReadonlySet<unknown>;
  caseNumbers: ReadonlySet<number>;
}

const SENT: Search = {
  table: 'outbox',
  key: 'outboxId',
  columns: ['payload', 'keptWords'],
  where: (rows) => void rows.whereNot({ payload: '' }),
};
/** Replaces a number while we look for names. No text contains NUL, because we strip it from all input. */
const MARK = '\u0000';
const A_CASE = /(?:^|\n|: )Case (\d+), /;

/**
 * Erases a person from messages to others. Our own words about the person are erased. Typed words stay, without the number, and
 * without the name if the writer knows the person.
 */
export async function eraseFromOutbox(
  trx: Transaction,
  { now }: ErasureTools,
  { who, own }: { who: MentionedPerson; own: OwnCases },
): Promise<void> {
  await eraseOwnCases(trx, now, own);
  const senders = await listSenders(trx, who);
  const typed = await listTypedForms(trx);
  const rewrite = (row: Row) =>
    eraseFromMessage(trx, now, { row, without: (text) => withoutMention(who, { row, text, own, senders, typed }) });
  for await (const row of searchNumbers(trx, SENT, who.numbers)) await rewrite(row);
  const names = [...who.names.map(({ name }) => name), ...needlesFor(who)];
  for await (const row of searchWords(trx, SENT, names)) await rewrite(row);
}

/** A message that is still to be sent, perhaps an alarm, is sent unchanged. `keptWords` is what remains of it afterwards. */
async function eraseFromMessage(
  trx: Transaction,
  now: Date,
  { row, without }: { row: Row; without: (text: string) => string },
): Promise<void> {
  const { outboxId, payload, keptWords, status, isLastWord } = row;
  const words = String(keptWords ?? payload);
  const rest = without(words);
  if (rest === words) return;
  // the whole message will be erased after it is sent
  if (isLastWord && keptWords === null) return;
  const isOver = keptWords === null && isSettled(status as OutboundStatus);
  const change = isOver
    ? { payload: rest, ...(rest === '' && { erasedAt: now }) }
    : { keptWords: rest || null, isLastWord: true };
  await trx('outbox')
    .where({ outboxId: Number(outboxId) })
    .update(change);
}

interface Message {
  row: Row;
  text: string;
  own: OwnCases;
  senders: Senders;
  typed: ReadonlySet<string>;
}

function withoutMention(who: MentionedPerson, { row, text, own, senders, typed: typedForms }: Message): string {
  const at = new Date(row.createdAt as Date | number).getTime();
  if (row.writtenBy !== null) return withoutPerson(who, text, { writer: Number(row.writtenBy), at });
  if (isAboutPerson(row, who) || isOwnCase(text, own)) return '';
  const writer = senders.get(inboxIdOf(row)) ?? null;
  const [head, typed, tail] = partsOf(text);
  const forms = renderedAt(who, at).filter((form) => !typedForms.has(form));
  return (
    withoutRendered(who, head, forms) + withoutPerson(who, typed, { writer, at }) + withoutRendered(who, tail, forms)
  );
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
function isOwnCase(text: string, { caseNumbers }: OwnCases): boolean {
  const found = A_CASE.exec(text);
  if (!found || (text.includes('"') && found.index > text.indexOf('"'))) return false;
  return caseNumbers.has(Number(found[1]));
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

/** Erases alarms of the person's own cases. The case keeps the words. */
async function eraseOwnCases(trx: Transaction, now: Date, { reportIds }: OwnCases): Promise<void> {
  const alarms = () => trx('outbox').whereIn('reportId', [...reportIds] as number[]);
  await alarms().whereIn('status', SETTLED).update({ payload: '', keptWords: null, erasedAt: now });
  await alarms().whereNotIn('status', SETTLED).update({ isLastWord: true, keptWords: null });
}

/** The names of buddies who are not members, as our texts show them. The bookers typed these names. */
async function listTypedForms(trx: Transaction): Promise<ReadonlySet<string>> {
  const names: { name: string }[] = await trx('bookings')
    .whereNull('buddyUserId')
    .whereNotNull('buddyName')
    .distinct('buddyName as name');
  return new Set(renderedForms(names.map(({ name }) => name)));
}

/** The member who sent the text that caused a message, by the id of the text. */
type Senders = ReadonlyMap<number, number>;

async function listSenders(trx: Transaction, { writers, proved }: MentionedPerson): Promise<Senders> {
  const senders = new Map<number, number>();
  if (proved.length === 0) return senders;
  for (const writer of writers.keys()) {
    const texts: { inboxId: number }[] = await textsOf(trx, writer).select('i.inboxId');
    for (const { inboxId } of texts) senders.set(inboxId, writer);
  }
  return senders;
}

/** The texts of a member whose words were not erased yet. */
function textsOf(trx: Transaction, userId: number) {
  return trx('inbox as i')
    .join('conversations as c', 'c.conversationId', 'i.conversationId')
    .join('users as u', 'u.phone', 'c.identity')
    .where('u.userId', userId)
    .whereNot('i.body', '');
}

function inboxIdOf({ idempotencyKey }: Row): number {
  return Number(/^inbox:(\d+)/.exec(String(idempotencyKey))?.[1] ?? Number.NaN);
}
