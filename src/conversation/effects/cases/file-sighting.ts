import { fileCase } from '#src/actions/cases/file-case.ts';
import type { Attachment } from '#src/conversation/events.ts';
import type { Transaction } from '#src/db/connect.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import type { Texts } from '#src/texts/texts.ts';
import { attachTo, fileLostTexts } from './additions.ts';

export interface UnansweredSighting {
  cause: string;
  userId: number | undefined;
  identity: string;
  words: string;
  attachments: Attachment[];
  /** When the time to answer was over. */
  at: Date;
}

/** Files a sighting whose severity nobody told us as suspicious. `textsOf`: what its sender is told. */
export async function fileSighting(
  trx: Transaction,
  settings: WatchSettings,
  { cause, userId, identity, words, attachments, at }: UnansweredSighting,
): Promise<{ reportId: number; textsOf: (texts: Texts) => string[] }> {
  const report = { userId, reporterIdentity: identity, severity: 1 as const, message: words, at };
  const { report: filed } = await fileCase(trx, settings, report);
  const { lost } = await attachTo(trx, settings, { cause, at, report: filed, attachments });
  const { reportId, caseNumber } = filed;
  const facts = { ...watchFactsOf(settings), caseNumber, time: { instant: at, zone: settings.zone } };
  const textsOf = (texts: Texts) => [
    texts.sightingFiled(facts),
    ...fileLostTexts(texts, settings, { caseNumber, lost }),
  ];
  return { reportId, textsOf };
}
