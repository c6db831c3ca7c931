import type { Transaction } from '#src/db/connect.ts';
import { after, before, HOUR } from '#src/platform/duration.ts';

export function phoneInCrowd(index: number): string {
  return `+2782${String(1_000_000 + index).padStart(7, '0')}`;
}

/** Live bookings of one shift, each with a linked buddy, agreed two days before. Their second reminders are due at `due`. */
export async function bookCrowd(
  trx: Transaction,
  { due, bookings, first = 0 }: { due: Date; bookings: number; first?: number },
): Promise<void> {
  const createdAt = before(due, 48 * HOUR);
  const shiftStart = after(due, 2 * HOUR);
  const schedule = { name: 'Patrol', cronExpr: '0 22 * * *', durationMinutes: 120, timezone: 'Africa/Johannesburg' };
  const [{ scheduleId }] = await trx('schedules')
    .insert({ ...schedule, capacity: bookings })
    .returning('scheduleId');
  const shift = { scheduleId, shiftStart, shiftEnd: after(shiftStart, 2 * HOUR), createdAt };
  for (let index = 0; index < bookings; index += 1) {
    const people = [phoneInCrowd(first + index), phoneInCrowd(first + bookings + index)];
    const rows = people.map((phone) => ({ phone, name: `Volunteer ${phone}`, status: 'active', createdAt }));
    const [{ userId }, buddy] = await trx('users').insert(rows).returning('userId');
    const linked = { buddyUserId: buddy.userId, buddySince: createdAt };
    await trx('bookings').insert({ ...shift, slot: index + 1, ref: `T${first + index}`, userId, ...linked });
  }
}
