import type { Transaction } from '#src/db/connect.ts';
import { listAcquaintances } from '#src/privacy/erasure/facts/acquaintances.ts';
import { listNamePeriods } from '#src/privacy/erasure/facts/name-periods.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { Step } from './step.ts';

/** Lists the names and the acquaintances of a member, before later steps erase what tells them. */
export const gatherFacts: Step = {
  name: 'facts',
  find: async (db, { erasure }) => {
    const { userId, facts } = erasure;
    const user = userId === undefined ? undefined : await findUser(db as Transaction, userId);
    if (!user || facts.member === null) return { position: undefined };
    const { name, phones, asBuddy } = facts.member;
    const { all, proved } = await listNamePeriods(db, { ...user, name });
    const writers = await listAcquaintances(
      db,
      { userId: user.userId, phones },
      { asBuddy, lastBookingId: facts.lastIds.bookings },
    );
    return {
      position: undefined,
      facts: {
        ...facts,
        member: null,
        names: all,
        proved,
        writers: [...writers].map(([id, calls]) => [id, [...calls]]),
      },
    };
  },
};
