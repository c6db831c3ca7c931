import type { Transaction } from '#src/db/connect.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { notifyCoordinators, phoneOf, type Told } from '#src/notices/notify.ts';
import { buddyWords, shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { listAdditions } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { listBookingsNamingPhone } from '#src/roster/buddies/list-bookings-naming-phone.ts';
import type { Texts } from '#src/texts/texts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { findUser, findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

interface Alarm {
  report: Report;
  isSos: boolean;
  /** The sender may be hiding: a call may give them away. */
  mayHide?: boolean;
  /** What made it an incident, if it was filed as less. */
  cause?: string;
  /** The booking that the report belongs to, if it is loaded already. */
  booked?: BookingDetails | undefined;
}

/**
 * When a report becomes an incident, every coordinator gets an alarm. Returns how many get it. `cause`: what
 * made it one, if it was filed as less.
 */
export async function sendAlarm(
  trx: Transaction,
  settings: WatchSettings,
  { report, isSos, mayHide = false, booked, cause = 'filed' }: Alarm,
): Promise<Told> {
  const reporter = await findReporter(trx, report, booked);
  const build = reporter
    ? await memberAlarm(trx, settings, { report, reporter, isSos, mayHide, booked })
    : await strangerAlarm(trx, settings, { report, mayHide });
  const additions = await listAdditions(trx, report.reportId);
  const said = [report.message, ...additions.map(({ body }) => body)].filter(Boolean).join(' / ');
  return notifyCoordinators(trx, settings, {
    messageType: 'alarm',
    cause: `alarm:${report.reportId}:${cause}`,
    text: (texts) => quoteToFit((words) => build(texts, words, words !== said), said),
    reportId: report.reportId,
    about: report,
    except: [report.userId],
  });
}

async function findReporter(
  trx: Transaction,
  { userId }: Report,
  booked: BookingDetails | undefined,
): Promise<User | undefined> {
  if (userId === null) return undefined;
  const loaded = [booked?.booker, booked?.buddyUser].find((user) => user?.userId === userId);
  return loaded ?? findUser(trx, userId);
}

type AlarmText = (texts: Texts, words: string, isCut: boolean) => string;

async function memberAlarm(
  trx: Transaction,
  settings: WatchSettings,
  { report, reporter, isSos, mayHide = false, ...alarm }: Alarm & { reporter: User },
): Promise<AlarmText> {
  const booked =
    report.bookingId === null ? undefined : (alarm.booked ?? (await getBookingDetails(trx, report.bookingId)));
  // somebody who checked out hours ago is not on patrol, though the report still belongs to that shift
  const details = booked && report.createdAt < booked.booking.shiftEnd ? booked : undefined;
  const companion =
    details && (details.booking.userId === reporter.userId ? buddyOnAlarm(details, settings) : details.booker.name);
  const words = {
    caseNumber: report.caseNumber,
    time: { instant: report.createdAt, zone: settings.zone },
    name: reporter.name,
    phone: phoneOf(reporter, settings.region),
    mayHide,
  };
  return (texts, said, isCut) =>
    (isSos ? texts.sosFromMember : texts.alarm)({ ...words, companion, words: said, isCut });
}

function buddyOnAlarm(details: Parameters<typeof buddyWords>[0], settings: WatchSettings): string {
  return details.buddyUser?.name ?? buddyWords(details, settings.region);
}

async function strangerAlarm(
  trx: Transaction,
  settings: WatchSettings,
  { report, mayHide }: { report: Report; mayHide: boolean },
): Promise<AlarmText> {
  const [naming] = await listBookingsNamingPhone(trx, report.reporterIdentity, settings.clock.now());
  const user = await findUserByPhone(trx, report.reporterIdentity);
  const unproved = user?.status === 'unproved' ? user : undefined;
  const words = {
    caseNumber: report.caseNumber,
    time: { instant: report.createdAt, zone: settings.zone },
    phone: formatPhone(report.reporterIdentity, settings.region),
    mayHide,
  };
  const known = {
    owner: unproved?.name ?? '',
    naming: naming && { booker: naming.booker.name, shift: shiftTimeOf(naming.shift) },
  };
  return (texts, said, isCut) => texts.sosFromStranger({ ...words, ...known, words: said, isCut });
}
