import type { Database } from '#src/db/connect.ts';

/** All words of other people than the owner of this phone: their texts, cases and notes, and the copies of them. */
export async function wordsOfOthers(db: Database, phone: string): Promise<string[]> {
  const own = db('conversations').where({ identity: phone }).select('conversationId');
  const inbox = await db('inbox')
    .whereNotIn('conversationId', own)
    .whereNot({ body: '' })
    .orderBy('inboxId')
    .select('inboxId', 'body', 'raw');
  const reports = await db('reports').whereNot({ reporterIdentity: phone }).orderBy('reportId');
  const ids = reports.map(({ reportId }) => reportId);
  const additions = await db('report_additions').whereIn('reportId', ids).orderBy('additionId');
  const broadcasts = await db('broadcasts').orderBy('broadcastId');
  const sent = await db('outbox').whereNot({ identity: phone }).whereNot({ payload: '' }).orderBy('outboxId');
  return [
    ...inbox.map(({ inboxId, body, raw }) => `text ${inboxId}: ${body} ${raw}`),
    ...reports.map((row) => `case ${row.reportId}: ${row.message} / ${row.acknowledgedNote}`),
    ...additions.map((row) => `addition ${row.additionId}: ${row.body}`),
    ...broadcasts.map((row) => `announcement ${row.broadcastId}: ${row.body}`),
    ...sent.flatMap((row) => {
      const quoted = row.writtenBy === null ? /".*"/s.exec(row.payload)?.[0] : row.payload;
      // messages that a text of this phone caused quote this phone
      const isOwn = inbox.every(({ inboxId }) => !String(row.idempotencyKey).startsWith(`inbox:${inboxId}:`));
      const isTheirCase = ids.includes(row.reportId);
      return quoted && (row.writtenBy !== null || isTheirCase || !isOwn) ? `sent ${row.outboxId}: ${quoted}` : [];
    }),
  ];
}
