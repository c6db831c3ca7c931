import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import type { ArchivedText } from '#src/messaging/archive.ts';

/** Texts that the provider has and our inbox has not. */
export async function listMissingTexts(trx: Transaction, texts: readonly ArchivedText[]): Promise<ArchivedText[]> {
  const sids = texts.map(({ providerSid }) => providerSid);
  const here: { providerSid: string }[] = await inChunks(sids, (chunk) =>
    trx('inbox').whereIn('providerSid', chunk).select('providerSid'),
  );
  const known = new Set(here.map(({ providerSid }) => providerSid));
  return texts.filter(({ providerSid }) => !known.has(providerSid));
}
