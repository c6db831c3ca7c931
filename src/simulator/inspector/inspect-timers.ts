import type { Transaction } from '#src/db/connect.ts';
import type { Timer } from '#src/db/timers/timer.ts';
import { listUsersById } from '#src/volunteers/people/list-users.ts';
import type { InspectedTimer } from './inspection.ts';
import { listSubjects } from './list-subjects.ts';

/** The same timers, with what they are about and whom they concern. */
export async function inspectTimers(trx: Transaction, now: Date, timers: readonly Timer[]): Promise<InspectedTimer[]> {
  const subjects = await listSubjects(
    trx,
    timers.map(({ subject }) => subject),
  );
  const people = await listUsersById(
    trx,
    timers.flatMap(({ userId }) => userId ?? []),
  );
  const names = new Map(people.map(({ userId, name }) => [userId, name]));
  return timers.map(({ kind, subject, dueAt, status, userId }) => ({
    kind,
    dueAt,
    isOverdue: dueAt <= now,
    isHeld: status === 'held',
    about: subjects.get(subject) ?? { type: 'other', subject },
    person: userId === null ? undefined : names.get(userId),
  }));
}
