import type { Transaction } from '#src/db/connect.ts';
import { sendAlarm } from '#src/notices/cases/alarm.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { Told } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { fileReport, type NewReport } from '#src/reports/file-report.ts';
import type { Report } from '#src/reports/report.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';

export interface FiledCase {
  report: Report;
  /** The number of coordinators who get the alarm. Only an incident is one. */
  told: Told;
}

/**
 * Files a report. Severity 2 alarms every coordinator at once. `booked`: its booking, if it is loaded already.
 * `mayHide`: the sender may be hiding, so nobody should phone first.
 */
export async function fileCase(
  trx: Transaction,
  settings: WatchSettings,
  { mayHide = false, booked, ...report }: NewReport & { mayHide?: boolean; booked?: BookingDetails | undefined },
): Promise<FiledCase> {
  const filed = await fileReport(trx, report);
  const { reportId, caseNumber, severity, isSos } = filed;
  recordLiveEvent(trx, settings.clock, { type: 'report', report_id: reportId, case_number: caseNumber, severity });
  const told = severity === 2 ? await sendAlarm(trx, settings, { report: filed, isSos, mayHide, booked }) : 0;
  return { report: filed, told };
}
