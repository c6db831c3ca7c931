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
/** Stands for a number while names are looked for. No text has it: NUL is stripped from all that comes in. */
const MARK = '\u0000';
const A_CASE = /(?:^|\n|: )Case (\d+), /;

/**
 * Takes a person out of what others were sent. Our own words about the person go, words that somebody typed stay but for the
 * number, and for a name that its writer can have meant.
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

/** What still has to leave, an alarm perhaps, leaves as it is; what stays of it afterwards is written down now. */
async function eraseFromMessage(
  trx: Transaction,
  now: Date,
  { row, without }: { row: Row; without: (text: string) => string },
): Promise<void> {
  const { outboxId, payload, keptWords, status, isLastWord } = row;
  const words = String(keptWords ?? payload);
  const rest = without(words);
  if (rest === words) return;
  // a message that is erased as a whole once it has left keeps no words
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

/** Notices that are about this person alone; their keys say so. */
function isAboutPerson({ idempotencyKey }: Row, { userId }: MentionedPerson): boolean {
  if (userId === undefined) return false;
  const key = String(idempotencyKey);
  return ['newcomer', 'came-back', 'handed-on', 'unseen', 'forgotten'].some((kind) =>
    `:${key}:`.includes(`:${kind}:${userId}:`),
  );
}

/** `Case 142, Thandi: …`: words of the person's own case, told to a coordinator. The case keeps them. */
function isOwnCase(text: string, { caseNumbers }: OwnCases): boolean {
  const found = A_CASE.exec(text);
  if (!found || (text.includes('"') && found.index > text.indexOf('"'))) return false;
  return caseNumbers.has(Number(found[1]));
}

/**
 * Our own words, the words that somebody typed, and our own words again. Typed words stand between quotation marks; in the
 * answer to SHOW they stand without, so that all of it counts as typed.
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

/** Alarms of the person's own cases: the case keeps the words. */
async function eraseOwnCases(trx: Transaction, now: Date, { reportIds }: OwnCases): Promise<void> {
  const alarms = () => trx('outbox').whereIn('reportId', [...reportIds] as number[]);
  await alarms().whereIn('status', SETTLED).update({ payload: '', keptWords: null, erasedAt: now });
  await alarms().whereNotIn('status', SETTLED).update({ isLastWord: true, keptWords: null });
}

/** How our texts show buddies who are not members. Their names are the words of whoever booked. */
async function listTypedForms(trx: Transaction): Promise<ReadonlySet<string>> {
  const names: { name: string }[] = await trx('bookings')
    .whereNull('buddyUserId')
    .whereNotNull('buddyName')
    .distinct('buddyName as name');
  return new Set(renderedForms(names.map(({ name }) => name)));
}

/** Which member wrote the text that a message was queued for, by the id of the text. */
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

/** What a member texted, as far as its words are still there. */
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
