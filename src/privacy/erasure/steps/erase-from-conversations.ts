import { limited, nameConditions, numberConditions, type SearchedRows } from '#src/privacy/erasure/words/conditions.ts';
import { needlesFor } from '#src/privacy/erasure/words/mentioned-person.ts';
import { rewrite } from '#src/privacy/erasure/words/rewrite.ts';
import { timeOf } from './row-values.ts';
import { tableStep } from './table-step.ts';
import { withoutPersonIn } from './without-person-in.ts';

const COLUMNS = ['context'];
const WORDS = { table: 'conversations', key: 'conversationId', columns: COLUMNS, json: COLUMNS };

/** Erases the person from dialogues that others left unfinished before the erasure began. */
export const eraseFromConversations = tableStep({
  table: 'conversations',
  conditions: (db, { erasure, who, writersOf }) => {
    const byWriters = limited(nameConditions(COLUMNS, needlesFor(who)), (rows) => {
      rows.whereIn('conversationId', [...writersOf.keys()]);
    });
    // a later dialogue may speak of somebody who has the number now
    const isEarlier = (rows: SearchedRows) => void rows.where('touchedAt', '<=', new Date(erasure.facts.at));
    return limited([...numberConditions(db, COLUMNS, who.numbers), ...byWriters], isEarlier);
  },
  erase: async (trx, work, rows) => {
    for (const row of rows) {
      const at = timeOf(row.touchedAt);
      // it has gone on since
      if (at > work.erasure.facts.at) continue;
      await rewrite(trx, WORDS, row, withoutPersonIn(work, { conversationId: Number(row.conversationId), at }));
    }
  },
});
