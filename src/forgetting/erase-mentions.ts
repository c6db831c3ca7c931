import type { Transaction } from '#src/db/connect.ts';
import type { Eraser } from '#src/volunteers/erase-number.ts';
import { findMentions, type Row } from './find-mentions.ts';
import { jsonWithoutMentions, type Mentions, mentionsOf, type Person, withoutMentions } from './mentions.ts';

interface Texts {
  table: string;
  key: string;
  columns: string[];
  isJson?: true;
  /** The watch's record: only what surely means this person is taken out, but for their own cases. */
  isRecord?: true;
}

/** Everything that holds words which somebody else wrote or was told. */
const TEXTS: Texts[] = [
  { table: 'inbox', key: 'inboxId', columns: ['body'] },
  { table: 'inbox', key: 'inboxId', columns: ['raw'], isJson: true },
  { table: 'conversations', key: 'conversationId', columns: ['context'], isJson: true },
  { table: 'audit_events', key: 'auditEventId', columns: ['before', 'after'], isJson: true },
  { table: 'one_time_codes', key: 'codeId', columns: ['name'] },
  { table: 'broadcasts', key: 'broadcastId', columns: ['body'] },
  { table: 'bookings', key: 'bookingId', columns: ['buddyName'], isRecord: true },
  { table: 'reports', key: 'reportId', columns: ['message', 'acknowledgedNote'], isRecord: true },
  { table: 'report_additions', key: 'additionId', columns: ['body'], isRecord: true },
];
const SENT: Texts = { table: 'outbox', key: 'outboxId', columns: ['payload'] };
const SETTLED: readonly unknown[] = ['sent', 'failed', 'cancelled'];

/** Takes a person out of what others wrote, were told and were sent. Who has another's name may lose it there, too. */
export async function eraseMentions(
  trx: Transaction,
  { nameless }: Eraser,
  { ownReports, ...person }: Person & { ownReports: ReadonlySet<unknown> },
): Promise<void> {
  const mentions = mentionsOf(person);
  for (const texts of TEXTS) {
    for (const row of await findMentions(trx, texts, mentions)) {
      const isNarrow = texts.isRecord && !ownReports.has(row.reportId);
      await rewrite(trx, texts, row, isNarrow ? mentions.narrow : mentions.wide, nameless);
    }
  }
  for (const row of await findMentions(trx, SENT, mentions)) {
    if (SETTLED.includes(row.status)) await rewrite(trx, SENT, row, mentions.wide, nameless);
    else await leaveForLater(trx, row, mentions);
  }
  for (const { userId, repeatKey } of await findMentions(trx, { table: 'repeats', columns: ['answer'] }, mentions)) {
    await trx('repeats')
      .where({ userId, repeatKey } as object)
      .delete();
  }
}

async function rewrite(
  trx: Transaction,
  { table, key, columns, isJson }: Texts,
  row: Row,
  patterns: readonly RegExp[],
  nameless: string,
): Promise<void> {
  const without = isJson ? jsonWithoutMentions : withoutMentions;
  const changes: Record<string, string> = {};
  for (const column of columns) {
    const text = row[column];
    if (typeof text === 'string' && text !== '') changes[column] = without(text, patterns, nameless);
  }
  await trx(table)
    .where(key, row[key] as number)
    .update(changes);
}

/** What still has to leave, an alarm perhaps, leaves as it is; its words are erased once it has. */
async function leaveForLater(trx: Transaction, { outboxId, payload }: Row, { wide }: Mentions): Promise<void> {
  const isMeant = withoutMentions(String(payload), wide, '') !== payload;
  if (isMeant)
    await trx('outbox')
      .where('outboxId', outboxId as number)
      .update({ isLastWord: true });
}
