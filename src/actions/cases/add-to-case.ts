import type { Transaction } from '#src/db/connect.ts';
import { notifyOfAddition } from '#src/notices/cases/case-notices.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { addToReport, type NewAddition } from '#src/reports/add-to-report.ts';
import type { Report } from '#src/reports/report.ts';

export interface AdditionResult {
  /** The number of additions of this kind that the case has now. */
  count: number;
  /** The number of coordinators who are told. Only additions to an incident are passed on at once. */
  told: number;
}

/** Adds words, a photo, a voice note or a place to a case. */
export async function addToCase(
  trx: Transaction,
  settings: WatchSettings,
  { cause, report, ...addition }: Omit<NewAddition, 'reportId'> & { cause: string; report: Report },
): Promise<AdditionResult> {
  const { reportId, caseNumber, severity } = report;
  const { kind, body, latitude, longitude } = addition;
  const count = await addToReport(trx, { ...addition, reportId });
  recordLiveEvent(trx, settings.clock, {
    type: 'report_addition',
    report_id: reportId,
    case_number: caseNumber,
    kind,
  });
  if (severity < 2) return { count, told: 0 };
  const told = await notifyOfAddition(trx, settings, { cause, report, kind, words: body ?? '', latitude, longitude });
  return { count, told };
}
