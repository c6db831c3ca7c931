import { Ask } from '#src/asks/ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { Schedule } from '#src/roster/schedules/schedule.ts';
import type { Subject } from './inspection.ts';

/** Reads what these subjects are, such as `booking:17` and `ask:5`. One that no longer exists stays as it is written. */
export async function listSubjects(trx: Transaction, subjects: readonly string[]): Promise<Map<string, Subject>> {
  const idsOf = (type: string) => subjects.filter((each) => each.startsWith(`${type}:`)).map(idIn);
  const bookings = await Booking.query(trx).findByIds(idsOf('booking'));
  const asks = await Ask.query(trx).findByIds(idsOf('ask'));
  const scheduleIds = [...idsOf('schedule'), ...bookings.map(({ scheduleId }) => scheduleId)];
  const schedules = new Map(
    (await Schedule.query(trx).findByIds(scheduleIds)).map((schedule) => [schedule.scheduleId, schedule]),
  );
  const known = new Map<string, Subject>();
  for (const { bookingId, ref, shiftStart, scheduleId } of bookings) {
    const zone = schedules.get(scheduleId)?.timezone ?? 'UTC';
    known.set(`booking:${bookingId}`, { type: 'booking', ref, startsAt: shiftStart, zone });
  }
  for (const { askId, kind, ref } of asks) known.set(`ask:${askId}`, { type: 'ask', kind, ref });
  for (const { scheduleId, name } of schedules.values())
    known.set(`schedule:${scheduleId}`, { type: 'schedule', name });
  return new Map(subjects.map((subject) => [subject, known.get(subject) ?? unlisted(subject)]));
}

function unlisted(subject: string): Subject {
  if (subject.startsWith('code:')) return { type: 'code' };
  if (subject.startsWith('conversation:')) return { type: 'phone' };
  return subject.startsWith('erasure:') ? { type: 'erasure' } : { type: 'other', subject };
}

function idIn(subject: string): number {
  return Number(subject.slice(subject.indexOf(':') + 1));
}
