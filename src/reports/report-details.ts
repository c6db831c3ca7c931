import type { Transaction } from '#src/db/connect.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, listBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { User } from '#src/volunteers/people/user.ts';
import type { Report } from './report.ts';

/** A report with its people and its shift. */
export interface ReportDetails {
  report: Report;
  reporter: User | undefined;
  acknowledger: User | undefined;
  patrol: BookingDetails | undefined;
  /** The number of additions. */
  additions: number;
}

/** A few queries for any number of reports. */
export async function listReportDetails(trx: Transaction, reports: readonly Report[]): Promise<ReportDetails[]> {
  if (reports.length === 0) return [];
  const userIds = reports.flatMap(({ userId, acknowledgedBy }) => [userId, acknowledgedBy].filter((id) => id !== null));
  const users = await User.query(trx).findByIds([...new Set(userIds)]);
  const bookingIds = reports.map(({ bookingId }) => bookingId).filter((id) => id !== null);
  const patrols = await listBookingDetails(trx, await Booking.query(trx).findByIds([...new Set(bookingIds)]));
  const counts: { reportId: number; total: number | string }[] = await trx('report_additions')
    .whereIn(
      'reportId',
      reports.map(({ reportId }) => reportId),
    )
    .groupBy('reportId')
    .select('reportId')
    .count('* as total');
  const userById = new Map(users.map((user) => [user.userId, user]));
  const patrolById = new Map(patrols.map((patrol) => [patrol.booking.bookingId, patrol]));
  const countById = new Map(counts.map(({ reportId, total }) => [reportId, Number(total)]));
  return reports.map((report) => ({
    report,
    reporter: userById.get(report.userId ?? 0),
    acknowledger: userById.get(report.acknowledgedBy ?? 0),
    patrol: patrolById.get(report.bookingId ?? 0),
    additions: countById.get(report.reportId) ?? 0,
  }));
}
