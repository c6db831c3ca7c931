import { fileCase } from '#src/actions/cases/file-case.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { isFull } from '#src/reports/is-full.ts';
import type { Report } from '#src/reports/report.ts';

export interface ContinuedCase {
  /** The case to add to. */
  report: Report;
  /** Set if the case was full: the new case that names it. */
  isNew: boolean;
}

/**
 * The case that takes what a person adds: the case itself, or a new one once it is full. The new case has the same reporter,
 * shift and severity, and says which case it goes on from. Of an incident, the coordinators get its alarm.
 */
export async function continueCase(
  trx: Transaction,
  settings: WatchSettings,
  { report, at }: { report: Report; at: Date },
): Promise<ContinuedCase> {
  if (!(await isFull(trx, report.reportId))) return { report, isNew: false };
  const { userId, bookingId, reporterIdentity, severity, caseNumber } = report;
  const message = settings.textsFor(undefined).continuesCase({ caseNumber });
  const next = { userId: userId ?? undefined, reporterIdentity, severity, message, at };
  const filed = await fileCase(trx, settings, { ...next, ...(bookingId !== null && { bookingId }) });
  return { report: filed.report, isNew: true };
}
