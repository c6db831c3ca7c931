import { type Condition, limited, numberConditions } from '#src/privacy/erasure/words/conditions.ts';
import { withoutIntroduction, withoutNumbers } from '#src/privacy/erasure/words/mentioned-person.ts';
import { rewrite } from '#src/privacy/erasure/words/rewrite.ts';
import { timeOf } from './row-values.ts';
import { tableStep } from './table-step.ts';

const COLUMNS = ['before', 'after'];
const WORDS = { table: 'audit_events', key: 'auditEventId', columns: COLUMNS, json: COLUMNS };
/** A note on a case is a part of the case. */
const OF_A_CASE = 'report:';

/** Erases what the audit log says about the person. That something was changed stays. */
export const eraseFromAudit = tableStep({
  table: 'audit_events',
  conditions: (db, { erasure, who }) => {
    const { userId } = erasure;
    const elsewhere = limited(numberConditions(db, COLUMNS, who.numbers), (rows) => {
      rows.where('subject', 'not like', `${OF_A_CASE}%`);
    });
    const own: Condition = (rows) =>
      void rows
        .where((theirs) => theirs.where({ subject: `user:${userId}` }).orWhere({ actorUserId: userId }))
        .where((told) => told.whereNotNull('before').orWhereNotNull('after'));
    return userId === undefined ? elsewhere : [own, ...elsewhere];
  },
  erase: async (trx, { erasure, who }, rows) => {
    const isAboutThem = (subject: unknown) => erasure.userId !== undefined && subject === `user:${erasure.userId}`;
    const about = rows.filter(({ subject }) => isAboutThem(subject)).map(({ auditEventId }) => Number(auditEventId));
    await trx('audit_events').whereIn('auditEventId', about).update({ before: null, after: null });
    for (const row of rows.filter(({ subject }) => !isAboutThem(subject))) {
      const isOwn = erasure.userId !== undefined && row.actorUserId === erasure.userId;
      const isOfCase = String(row.subject).startsWith(OF_A_CASE);
      await rewrite(trx, WORDS, row, (text) => {
        if (isOwn) return withoutIntroduction(who, text, timeOf(row.createdAt));
        return isOfCase ? text : withoutNumbers(who, text);
      });
    }
  },
});
