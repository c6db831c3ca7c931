import type { Transaction } from '#src/db/connect.ts';
import { Report, type Severity } from './report.ts';

export interface ReportFilter {
  severity?: Severity | undefined;
  /** When it was reported. Half-open. */
  from?: Date | undefined;
  to?: Date | undefined;
  /** Reports that belong to a shift of this schedule. */
  scheduleId?: number | undefined;
  isAcknowledged?: boolean | undefined;
  /** Only reports with a smaller id. */
  beforeId?: number | undefined;
}

/** Newest first. */
export async function listReports(trx: Transaction, filter: ReportFilter, limit: number): Promise<Report[]> {
  const { severity, from, to, scheduleId, isAcknowledged, beforeId } = filter;
  const reports = Report.query(trx).orderBy('reportId', 'desc').limit(limit);
  if (severity !== undefined) reports.where({ severity });
  if (from) reports.where('createdAt', '>=', from);
  if (to) reports.where('createdAt', '<', to);
  if (scheduleId !== undefined) {
    reports.whereIn('bookingId', trx('bookings').where({ scheduleId }).select('bookingId'));
  }
  if (isAcknowledged === true) reports.whereNotNull('acknowledgedAt');
  if (isAcknowledged === false) reports.whereNull('acknowledgedAt');
  if (beforeId !== undefined) reports.where('reportId', '<', beforeId);
  return reports;
}
