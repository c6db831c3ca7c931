import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { NewReport } from '#src/reports/file-report.ts';
import { getReport } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { addToCase } from './add-to-case.ts';
import { fileCase } from './file-case.ts';

export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** Files a report with its place. For an incident, the coordinators get the place too. */
export async function fileCaseWithPlace(
  trx: Transaction,
  settings: WatchSettings,
  {
    cause,
    place,
    ...report
  }: NewReport & { cause: string; place: Coordinates | undefined; booked?: BookingDetails | undefined },
): Promise<Report> {
  const { report: filed } = await fileCase(trx, settings, report);
  if (!place) return filed;
  await addToCase(trx, settings, { cause, report: filed, kind: 'place', at: report.at, ...place });
  return getReport(trx, filed.reportId);
}
