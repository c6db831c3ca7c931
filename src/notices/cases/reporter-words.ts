import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Report } from '#src/reports/report.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';

/** The reporter, as coordinators read of them. */
export async function reporterWords(trx: Transaction, settings: WatchSettings, report: Report): Promise<string> {
  const reporter = report.userId === null ? undefined : await findUser(trx, report.userId);
  return reporter ? firstName(reporter.name) : formatPhone(report.reporterIdentity, settings.region);
}
