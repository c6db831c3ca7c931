import type { Transaction } from '#src/db/connect.ts';
import { findMediaLoss, type MediaLoss } from '#src/messaging/media/find-media.ts';
import { queueForCase } from '#src/messaging/media/queue-media.ts';
import { notifyOfAddition } from '#src/notices/cases/case-notices.ts';
import { notifyOfLostFile } from '#src/notices/cases/lost-file.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { Told } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { addToReport, type NewAddition } from '#src/reports/add-to-report.ts';
import type { Report } from '#src/reports/report.ts';

export interface AdditionResult {
  /** The number of additions of this kind that the case has now. */
  count: number;
  /** The number of coordinators who get it. Only additions to an incident are passed on at once. */
  told: Told;
  /** We have given the file up: its sender took long to say what it belongs to. The caller says so. */
  loss: MediaLoss | undefined;
}

/** Adds words, a photo, a voice note or a place to a case. */
export async function addToCase(
  trx: Transaction,
  settings: WatchSettings,
  { cause, report, ...addition }: Omit<NewAddition, 'reportId'> & { cause: string; report: Report },
): Promise<AdditionResult> {
  const { reportId, caseNumber, severity } = report;
  const { kind, body, mediaId, latitude, longitude } = addition;
  const known = { kind, mediaType: addition.mediaType, words: body ?? '', latitude, longitude };
  const count = await addToReport(trx, { ...addition, reportId });
  recordLiveEvent(trx, settings.clock, {
    type: 'report_addition',
    report_id: reportId,
    case_number: caseNumber,
    kind,
  });
  const told = severity < 2 ? 0 : await notifyOfAddition(trx, settings, { cause, report, ...known });
  if ((kind !== 'photo' && kind !== 'voice') || mediaId === undefined) return { count, told, loss: undefined };
  const loss = await findMediaLoss(trx, mediaId);
  if (loss) await notifyOfLostFile(trx, settings, { report, kind, loss, isAsked: true });
  else await queueForCase(trx, settings.clock.now(), mediaId);
  return { count, told, loss };
}
