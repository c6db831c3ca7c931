import type { Transaction } from '#src/db/connect.ts';
import { User } from '#src/volunteers/people/user.ts';

/** Who gets an announcement: all members, everybody with a booking ahead on a schedule, or everybody on patrol now. */
export type Audience = { kind: 'all' } | { kind: 'schedule'; scheduleId: number } | { kind: 'onDuty' };

/** Active members with a number, by id, including those who opted out. */
export async function listAudience(trx: Transaction, audience: Audience, now: Date): Promise<User[]> {
  const members = User.query(trx).where({ status: 'active' }).whereNotNull('phone').orderBy('userId');
  if (audience.kind === 'all') return members;
  const bookings = trx('bookings').whereNull('droppedAt').where('shiftEnd', '>', now);
  if (audience.kind === 'schedule') bookings.where({ scheduleId: audience.scheduleId });
  else bookings.where('shiftStart', '<=', now);
  const booked: { userId: number; buddyUserId: number | null }[] = await bookings.select('userId', 'buddyUserId');
  const ids = booked.flatMap(({ userId, buddyUserId }) => (buddyUserId === null ? [userId] : [userId, buddyUserId]));
  return members.whereIn('userId', [...new Set(ids)]);
}
