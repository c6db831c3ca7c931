import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { Row } from '#src/privacy/erasure/words/rewrite.ts';
import { caseNumberIn, type MentioningMessage } from '#src/privacy/erasure/words/without-mention.ts';
import { type ErasureWork, ownCases } from '#src/privacy/erasure/work.ts';
import { causeOf } from './causing-text.ts';

/** Messages that may mention the person, with what it takes to tell our words from typed words. */
export async function readMessages(
  trx: Transaction,
  work: ErasureWork,
  rows: readonly Row[],
): Promise<MentioningMessage[]> {
  const { who, erasure } = work;
  const senders = await listSenders(trx, work, rows);
  const numbers = rows.flatMap(({ payload, keptWords }) =>
    [payload, keptWords].flatMap((words) => caseNumberIn(words) ?? []),
  );
  const ownNumbers: number[] = await listValues<number>(
    ownCases(trx, work).whereIn('own.caseNumber', numbers),
    'own.caseNumber',
  );
  const shared = { who, ownCaseNumbers: new Set(ownNumbers), typedForms: new Set(erasure.facts.typedForms) };
  return rows.map((row) => ({ ...shared, row, senders: senders.get(causeOf(row)) ?? [] }));
}

/** The members who sent the texts that caused these messages, by the id of the text. Erased texts have no words to find. */
async function listSenders(trx: Transaction, { who, writersOf }: ErasureWork, rows: readonly Row[]) {
  const senders = new Map<number | undefined, readonly number[]>();
  if (who.proved.length === 0) return senders;
  const causes = rows.flatMap((row) => causeOf(row) ?? []);
  const texts: { inboxId: number; conversationId: number }[] = await trx('inbox')
    .whereIn('inboxId', causes)
    .whereNot({ body: '' })
    .select('inboxId', 'conversationId');
  for (const { inboxId, conversationId } of texts) senders.set(inboxId, writersOf.get(conversationId) ?? []);
  return senders;
}
