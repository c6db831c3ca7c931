import { limited, nameConditions, numberConditions, type SearchedRows } from '#src/privacy/erasure/words/conditions.ts';
import { needlesFor, withoutPerson } from '#src/privacy/erasure/words/mentioned-person.ts';
import { rewrite } from '#src/privacy/erasure/words/rewrite.ts';
import { timeOf } from './row-values.ts';
import { tableStep } from './table-step.ts';

const COLUMNS = ['body'];
const WORDS = { table: 'broadcasts', key: 'broadcastId', columns: COLUMNS, json: [] };

/** Erases the person's announcements as a whole, and the person from the announcements of others. */
export const eraseFromBroadcasts = tableStep({
  table: 'broadcasts',
  conditions: (db, { erasure, who }) => {
    const { userId } = erasure;
    const byWriters = limited(nameConditions(COLUMNS, needlesFor(who)), (rows) => {
      rows.whereIn('writtenBy', [...who.writers.keys()]);
    });
    const own =
      userId === undefined
        ? []
        : [(rows: SearchedRows) => void rows.where({ writtenBy: userId }).whereNot({ body: '' })];
    return [...own, ...numberConditions(db, COLUMNS, who.numbers), ...byWriters];
  },
  erase: async (trx, { erasure, who }, rows) => {
    for (const row of rows) {
      const by = { writer: Number(row.writtenBy), at: timeOf(row.createdAt) };
      const isOwn = by.writer === erasure.userId;
      await rewrite(trx, WORDS, row, (text) => (isOwn ? '' : withoutPerson(who, text, by)));
    }
  },
});
