import type { Transaction } from '#src/db/connect.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { eraseFromOutbox, type OwnCases } from './erase-from-outbox.ts';
import {
  type MentionedPerson,
  mentionedPersonOf,
  needlesFor,
  type PersonTraces,
  withoutIntroduction,
  withoutNumbers,
  withoutPerson,
} from './mentioned-person.ts';
import { isFullName, renderedForms } from './name-patterns.ts';
import { type Row, type Search, searchNumbers, searchWords } from './search-rows.ts';

export interface SearchedTexts extends Search {
  /** The columns that hold JSON. Only string values in it are rewritten, never keys. */
  json: readonly string[];
}

/** Tables with words of people. Cases are left out, because they are evidence and keep their words. */
const INBOX: SearchedTexts = { table: 'inbox', key: 'inboxId', columns: ['body', 'raw'], json: ['raw'] };
const CONTEXTS: SearchedTexts = {
  table: 'conversations',
  key: 'conversationId',
  columns: ['context'],
  json: ['context'],
};
const BROADCASTS: SearchedTexts = { table: 'broadcasts', key: 'broadcastId', columns: ['body'], json: [] };
const BUDDIES: SearchedTexts = { table: 'bookings', key: 'bookingId', columns: ['buddyName', 'buddyCalled'], json: [] };
const AUDIT: SearchedTexts = {
  table: 'audit_events',
  key: 'auditEventId',
  columns: ['before', 'after'],
  json: ['before', 'after'],
  // a note on a case is a part of the case
  where: (rows) => void rows.where('subject', 'not like', 'report:%'),
};

/** Erases a person from what others wrote and were sent, where the words certainly mean this person. */
export async function eraseMentions(
  trx: Transaction,
  tools: ErasureTools,
  { own, ...whom }: PersonTraces & { own: OwnCases },
): Promise<void> {
  const who = mentionedPersonOf(whom, tools.nameless);
  for (const texts of [INBOX, CONTEXTS, BROADCASTS, BUDDIES, AUDIT]) {
    for await (const row of searchNumbers(trx, texts, who.numbers)) {
      await rewrite(trx, texts, row, (text) => withoutNumbers(who, text));
    }
  }
  await eraseNames(trx, who);
  await eraseFromOwnCases(trx, who, own);
  await eraseFromOutbox(trx, tools, { who, own });
  await eraseAnswers(trx, who);
}

/** Erases the name from words of members who know this person. */
async function eraseNames(trx: Transaction, who: MentionedPerson): Promise<void> {
  const needles = needlesFor(who);
  if (needles.length === 0) return;
  for (const writer of who.writers.keys()) {
    const conversation = trx('conversations')
      .whereIn('identity', trx('users').where({ userId: writer }).whereNotNull('phone').select('phone'))
      .select('conversationId');
    const written: [SearchedTexts, string, NonNullable<Search['where']>][] = [
      [INBOX, 'receivedAt', (rows) => void rows.whereIn('conversationId', conversation.clone())],
      [CONTEXTS, 'touchedAt', (rows) => void rows.whereIn('conversationId', conversation.clone())],
      [BROADCASTS, 'createdAt', (rows) => void rows.where({ writtenBy: writer })],
      // a linked buddy has the name of the member, which is erased there
      [BUDDIES, 'createdAt', (rows) => void rows.where({ userId: writer }).whereNull('buddyUserId')],
    ];
    for (const [texts, moment, where] of written) {
      for await (const row of searchWords(trx, { ...texts, where }, needles)) {
        const at = new Date(row[moment] as Date | number).getTime();
        await rewrite(trx, texts, row, (text) => withoutPerson(who, text, { writer, at }));
      }
    }
  }
}

/** Erases the person from their own cases and from their notes on the cases of others. Notes of others do not change. */
async function eraseFromOwnCases(trx: Transaction, who: MentionedPerson, { reportIds }: OwnCases): Promise<void> {
  const ids = [...reportIds] as number[];
  const cases: SearchedTexts = { table: 'reports', key: 'reportId', columns: ['message'], json: [] };
  const additions: SearchedTexts = { table: 'report_additions', key: 'additionId', columns: ['body'], json: [] };
  const notes: SearchedTexts = { table: 'reports', key: 'reportId', columns: ['acknowledgedNote'], json: [] };
  const { userId } = who;
  const own: [SearchedTexts, string, NonNullable<Search['where']>][] = [
    [cases, 'createdAt', (rows) => void rows.whereIn('reportId', ids)],
    [additions, 'createdAt', (rows) => void rows.whereIn('reportId', ids)],
  ];
  if (userId !== undefined) {
    own.push([notes, 'acknowledgedAt', (rows) => void rows.where({ acknowledgedBy: userId })]);
    own.push([AUDIT, 'createdAt', (rows) => void rows.where({ actorUserId: userId })]);
  }
  for (const [texts, moment, where] of own) {
    const rows: Row[] = await trx(texts.table)
      .where(where)
      .select(texts.key, moment, ...texts.columns);
    for (const row of rows) {
      const at = new Date(row[moment] as Date | number).getTime();
      await rewrite(trx, texts, row, (text) => withoutIntroduction(who, text, at));
    }
  }
}

/**
 * Stored answers for repeated requests lose the person, but still exist: a request without its answer would be carried out
 * again. A name counts only if it is a whole field.
 */
async function eraseAnswers(trx: Transaction, who: MentionedPerson): Promise<void> {
  const names = new Set(renderedForms(who.names.map(({ name }) => name).filter(isFullName)));
  const rows: { userId: number; repeatKey: string; answer: string }[] = await trx('repeats')
    .whereNotNull('answer')
    .select('userId', 'repeatKey', 'answer');
  const without = (text: string) => (names.has(text) ? who.nameless : withoutNumbers(who, text));
  for (const { userId, repeatKey, answer } of rows) {
    if (userId === who.userId) await trx('repeats').where({ userId, repeatKey }).delete();
    const rest = inStrings(answer, without);
    if (rest !== answer) await trx('repeats').where({ userId, repeatKey }).update({ answer: rest });
  }
}

/** Returns the number of changed columns. */
export async function rewrite(
  trx: Transaction,
  { table, key, columns, json }: SearchedTexts,
  row: Row,
  without: (text: string) => string,
): Promise<number> {
  const changes: Record<string, string> = {};
  for (const column of columns) {
    const text = row[column];
    if (typeof text !== 'string' || text === '') continue;
    const rest = json.includes(column) ? inStrings(text, without) : without(text);
    if (rest !== text) changes[column] = rest;
  }
  const count = Object.keys(changes).length;
  if (count > 0) {
    await trx(table)
      .where(key, row[key] as number)
      .update(changes);
  }
  return count;
}

/** Returns the same text if no string has changed. */
function inStrings(json: string, without: (text: string) => string): string {
  let isChanged = false;
  const rest = JSON.stringify(JSON.parse(json), (_, value) => {
    if (typeof value !== 'string') return value;
    const bare = without(value);
    isChanged ||= bare !== value;
    return bare;
  });
  return isChanged ? rest : json;
}
