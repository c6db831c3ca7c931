import type { Transaction } from '#src/db/connect.ts';
import { before } from '#src/platform/duration.ts';
import { Report, ReportAddition } from './report.ts';

export async function findReportByCase(trx: Transaction, caseNumber: number): Promise<Report | undefined> {
  // people can type a number that is too large for the column
  if (caseNumber > 2_147_483_647) return undefined;
  return Report.query(trx).findOne({ caseNumber });
}

export async function findReport(trx: Transaction, reportId: number): Promise<Report | undefined> {
  return Report.query(trx).findById(reportId);
}

/** The sender's newest report of the last `within` milliseconds. */
export async function findLatestReport(
  trx: Transaction,
  reporterIdentity: string,
  window: { at: Date; within: number },
): Promise<Report | undefined> {
  return Report.query(trx)
    .where({ reporterIdentity })
    .where('createdAt', '>', before(window.at, window.within))
    .orderBy('createdAt', 'desc')
    .orderBy('reportId', 'desc')
    .first();
}

/** The case that a file was added to. */
export async function findReportOfMedia(trx: Transaction, mediaId: number): Promise<Report | undefined> {
  const addition = await ReportAddition.query(trx).where({ mediaId }).first();
  return addition && findReport(trx, addition.reportId);
}

/** The member's first reports of this time, newest first. */
export async function listReportsFrom(
  trx: Transaction,
  userId: number,
  { from, to, beforeId, limit }: { from?: Date; to?: Date; beforeId: number | undefined; limit: number },
): Promise<Report[]> {
  const reports = Report.query(trx).where({ userId }).orderBy('reportId', 'desc').limit(limit);
  if (from) reports.where('createdAt', '>=', from);
  if (to) reports.where('createdAt', '<', to);
  if (beforeId !== undefined) reports.where('reportId', '<', beforeId);
  return reports;
}

/** The first additions after this one, oldest first. */
export async function listNextAdditions(
  trx: Transaction,
  reportId: number,
  { afterId = 0, limit }: { afterId?: number | undefined; limit: number },
): Promise<ReportAddition[]> {
  return ReportAddition.query(trx)
    .where({ reportId })
    .where('additionId', '>', afterId)
    .orderBy('additionId')
    .limit(limit);
}

export async function listAdditions(trx: Transaction, reportId: number): Promise<ReportAddition[]> {
  return ReportAddition.query(trx).where({ reportId }).orderBy('additionId');
}

export async function getReport(trx: Transaction, reportId: number): Promise<Report> {
  return Report.query(trx).findById(reportId).throwIfNotFound();
}

/** The newest incident that this number has reported since then. */
export async function findLatestIncident(
  trx: Transaction,
  reporterIdentity: string,
  since: Date,
): Promise<Report | undefined> {
  return Report.query(trx)
    .where({ reporterIdentity, severity: 2 })
    .where('createdAt', '>=', since)
    .orderBy('reportId', 'desc')
    .first();
}
