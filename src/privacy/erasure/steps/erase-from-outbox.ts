import type { Database, Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { eraseMessagesTo, eraseOnceSettled } from '#src/messaging/erasure/erase-correspondence.ts';
import { isSettled, type OutboundStatus } from '#src/messaging/outbox/outbound-status.ts';
import { type Condition, limited, nameConditions, numberConditions } from '#src/privacy/erasure/words/conditions.ts';
import { needlesFor } from '#src/privacy/erasure/words/mentioned-person.ts';
import type { Row } from '#src/privacy/erasure/words/rewrite.ts';
import { withoutMention } from '#src/privacy/erasure/words/without-mention.ts';
import { type ErasureWork, ownCases, ownTexts } from '#src/privacy/erasure/work.ts';
import { causeOf, causingText } from './causing-text.ts';
import { readMessages } from './read-messages.ts';
import { tableStep } from './table-step.ts';

const COLUMNS = ['payload', 'keptWords'];

/**
 * Erases messages to the person, and messages that they caused, as a whole. Erases the person from messages to others: our
 * own words about them go, typed words stay.
 */
export const eraseFromOutbox = tableStep({
  table: 'outbox',
  // a text that waited when the erasure began may cause later messages
  isOpenEnded: true,
  conditions: (db, work) => {
    const isEarlier: Condition = (rows) => void rows.where('outboxId', '<=', work.erasure.facts.lastIds.outbox);
    return [...limited([isTo(work), ...naming(db, work)], isEarlier), ...asWhole(db, work)];
  },
  erase: async (trx, work, rows) => {
    const { tools, erasure } = work;
    const isEarlier = ({ outboxId }: Row) => Number(outboxId) <= erasure.facts.lastIds.outbox;
    const { toThem, fromThem, others } = await sorted(trx, work, rows);
    await eraseMessagesTo(trx, tools, toThem.filter(isEarlier).map(idOf));
    await eraseOnceSettled(trx, tools, fromThem.map(idOf));
    for (const message of await readMessages(trx, work, others.filter(isEarlier))) {
      await eraseFromMessage(trx, {
        now: tools.now,
        row: message.row,
        without: (text) => withoutMention(message, text),
      });
    }
  },
});

function isTo({ erasure }: ErasureWork): Condition {
  const { userId, facts } = erasure;
  return (rows) =>
    void rows.where((theirs) => {
      theirs.whereIn('identity', facts.identities);
      if (userId !== undefined) {
        theirs.orWhere((ours) => ours.where({ userId }).where('identity', 'not like', 'forgotten:%'));
      }
    });
}

function naming(db: Database, { who }: ErasureWork): Condition[] {
  const names = [...who.names.map(({ name }) => name), ...needlesFor(who)];
  const mentions = [...numberConditions(db, COLUMNS, who.numbers), ...nameConditions(COLUMNS, names)];
  return limited(mentions, (rows) => void rows.whereNot({ payload: '' }));
}

/** Messages that their texts caused, that they wrote, that are about them, or that are alarms of their own cases. */
function asWhole(db: Database, work: ErasureWork): Condition[] {
  const { userId } = work.erasure;
  const ofCase: Condition = (rows) =>
    void rows.whereNotNull('reportId').whereIn('reportId', ownCases(db, work).select('own.reportId'));
  const caused: Condition = (rows) =>
    void rows.where('idempotencyKey', 'like', 'inbox:%').whereExists(
      ownTexts(db, work)
        .whereRaw(`own.inbox_id = ${causingText(db)}`)
        .select(db.raw('1')),
    );
  const ofPerson: Condition = (rows) =>
    void rows.where((theirs) => theirs.where({ writtenBy: userId }).orWhere({ aboutUserId: userId }));
  const conditions = userId === undefined ? [ofCase, caused] : [ofCase, caused, ofPerson];
  // a message that is erased once it is sent needs nothing more
  return limited(conditions, (rows) => {
    rows.whereNull('erasedAt').where((open) => open.where({ isLastWord: false }).orWhereNotNull('keptWords'));
  });
}

async function sorted(trx: Transaction, work: ErasureWork, rows: readonly Row[]) {
  const { userId, facts } = work.erasure;
  const causes = rows.flatMap((row) => causeOf(row) ?? []);
  const texts = new Set<unknown>(
    await listValues<number>(ownTexts(trx, work).whereIn('own.inboxId', causes), 'own.inboxId'),
  );
  const caseIds = rows.flatMap(({ reportId }) => (reportId === null ? [] : Number(reportId)));
  const cases = new Set<unknown>(
    await listValues<number>(ownCases(trx, work).whereIn('own.reportId', caseIds), 'own.reportId'),
  );
  const isTheirs = (id: unknown) => userId !== undefined && id === userId;
  const kindOf = (row: Row): 'toThem' | 'fromThem' | 'others' => {
    if (isTheirs(row.userId) || facts.identities.includes(String(row.identity))) return 'toThem';
    const isFromThem = texts.has(causeOf(row)) || isTheirs(row.writtenBy) || isTheirs(row.aboutUserId);
    return isFromThem || (row.reportId !== null && cases.has(row.reportId)) ? 'fromThem' : 'others';
  };
  return { toThem: [], fromThem: [], others: [], ...Object.groupBy(rows, kindOf) };
}

/** A message that is still to be sent, perhaps an alarm, is sent unchanged. `keptWords` is what remains of it afterwards. */
async function eraseFromMessage(
  trx: Transaction,
  { now, row, without }: { now: Date; row: Row; without: (text: string) => string },
): Promise<void> {
  const { payload, keptWords, status, isLastWord } = row;
  const words = String(keptWords ?? payload);
  const rest = without(words);
  if (rest === words) return;
  // the whole message will be erased after it is sent
  if (isLastWord && keptWords === null) return;
  const isOver = keptWords === null && isSettled(status as OutboundStatus);
  const change = isOver
    ? { payload: rest, ...(rest === '' && { erasedAt: now }) }
    : { keptWords: rest || null, isLastWord: true };
  const outboxId = idOf(row);
  const same = { payload: String(payload), keptWords: keptWords as string | null };
  if (
    (await trx('outbox')
      .where({ outboxId, ...same })
      .update(change)) > 0
  )
    return;
  // another transaction has changed the words since they were read
  const [fresh]: Row[] = await trx('outbox').where({ outboxId });
  if (fresh) await eraseFromMessage(trx, { now, row: fresh, without });
}

function idOf({ outboxId }: Row): number {
  return Number(outboxId);
}
