import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import { auditBooking } from '#src/actions/bookings/audit-booking.ts';
import { shiftIds } from '#src/actions/bookings/book-shift.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type MarkOutcome, markAttendance } from '#src/roster/attendance/mark-attendance.ts';

/** Corrects the record. Nobody is told. */
export async function correctAttendance(
  trx: Transaction,
  settings: WatchSettings,
  { actor, channel, ...mark }: Omit<CoordinatorOrigin, 'cause'> & { bookingId: number; attended: boolean },
): Promise<MarkOutcome> {
  const marked = await markAttendance(trx, settings.clock, mark);
  if (marked.outcome !== 'marked') return marked;
  const { details } = marked;
  const change = { before: { attended: marked.before }, after: { attended: mark.attended } };
  await auditBooking(trx, settings, { actor, channel, action: 'booking.attendance', details, ...change });
  recordLiveEvent(trx, settings.clock, { type: 'attendance', ...shiftIds(details) });
  return marked;
}
