import type { Transaction } from '#src/db/connect.ts';
import { before, HOUR } from '#src/platform/duration.ts';
import { Report, type Severity } from './report.ts';

/** A report belongs to the shift that runs, or to the last one that ended within this time. */
const BELONGS_UNTIL = 12 * HOUR;

export interface NewReport {
  userId: number | undefined;
  reporterIdentity: string;
  severity: Severity;
  message: string;
  /** When the words reached us. */
  at: Date;
}

/** Files a case under the next number. Members' reports go to their shift, as booker or linked buddy; else off shift. */
export async function fileReport(trx: Transaction, report: NewReport): Promise<Report> {
  const [counter] = await trx('counters').where({ name: 'case' }).increment('value', 1).returning('value');
  const bookingId = report.userId === undefined ? undefined : await findShiftOf(trx, report.userId, report.at);
  const [row] = await trx('reports')
    .insert({
      caseNumber: counter.value,
      bookingId: bookingId ?? null,
      userId: report.userId ?? null,
      reporterIdentity: report.reporterIdentity,
      severity: report.severity,
      message: report.message,
      createdAt: report.at,
    })
    .returning('reportId');
  return getReport(trx, row.reportId);
}

export async function getReport(trx: Transaction, reportId: number): Promise<Report> {
  return Report.query(trx).findById(reportId).throwIfNotFound();
}

async function findShiftOf(trx: Transaction, userId: number, at: Date): Promise<number | undefined> {
  const row = await trx('bookings')
    .where((mine) => mine.where({ userId }).orWhere({ buddyUserId: userId }))
    .whereNull('droppedAt')
    .where('shiftStart', '<=', at)
    .where('shiftEnd', '>', before(at, BELONGS_UNTIL))
    .orderBy('shiftStart', 'desc')
    .first('bookingId');
  return row?.bookingId;
}
