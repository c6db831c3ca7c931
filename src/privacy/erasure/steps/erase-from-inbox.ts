import type { Database } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { eraseInbound } from '#src/messaging/erasure/erase-correspondence.ts';
import { type Condition, limited, nameConditions, numberConditions } from '#src/privacy/erasure/words/conditions.ts';
import { needlesFor } from '#src/privacy/erasure/words/mentioned-person.ts';
import { rewrite } from '#src/privacy/erasure/words/rewrite.ts';
import { type ErasureWork, ownTexts } from '#src/privacy/erasure/work.ts';
import { timeOf } from './row-values.ts';
import { tableStep } from './table-step.ts';
import { withoutPersonIn } from './without-person-in.ts';

const COLUMNS = ['body', 'raw'];
const WORDS = { table: 'inbox', key: 'inboxId', columns: COLUMNS, json: ['raw'] };

/** Erases the person's texts as a whole, and the person from the texts of others. */
export const eraseFromInbox = tableStep({
  table: 'inbox',
  mustWait: hasUnhandled,
  conditions: (db, work) => [isOwn(db, work), ...naming(db, work)],
  erase: async (trx, work, rows) => {
    const ids = rows.map(({ inboxId }) => Number(inboxId));
    const own = new Set(await listValues<number>(ownTexts(trx, work).whereIn('own.inboxId', ids), 'own.inboxId'));
    await eraseInbound(trx, work.tools, [...own]);
    for (const row of rows.filter(({ inboxId }) => !own.has(Number(inboxId)))) {
      const conversationId = Number(row.conversationId);
      const without = withoutPersonIn(work, { conversationId, at: timeOf(row.receivedAt) });
      await rewrite(trx, WORDS, row, without);
    }
  },
});

function isOwn(db: Database, work: ErasureWork): Condition {
  return (rows) =>
    void rows
      .whereNull('erasedAt')
      .whereExists(ownTexts(db, work).whereRaw('own.inbox_id = inbox.inbox_id').select(db.raw('1')));
}

function naming(db: Database, { who, writersOf }: ErasureWork): Condition[] {
  const byWriters = limited(nameConditions(COLUMNS, needlesFor(who)), (rows) => {
    rows.whereIn('conversationId', [...writersOf.keys()]);
  });
  return [...numberConditions(db, COLUMNS, who.numbers), ...byWriters];
}

/** A text that came before the erasure, and that a process is about to handle. It may be a call for help. */
async function hasUnhandled(db: Database, { erasure }: ErasureWork): Promise<boolean> {
  const closed = erasure.facts.conversations.filter(({ until }) => until === null);
  const waiting = db('inbox')
    .whereIn(
      'conversationId',
      closed.map(({ conversationId }) => conversationId),
    )
    .whereNull('handledAt');
  return (await waiting.first('inboxId')) !== undefined;
}
