import type { Database, Transaction } from '#src/db/connect.ts';
import { type Condition, limited, nameConditions, numberConditions } from '#src/privacy/erasure/words/conditions.ts';
import { needlesFor, withoutNumbers, withoutPerson } from '#src/privacy/erasure/words/mentioned-person.ts';
import { type Row, rewrite } from '#src/privacy/erasure/words/rewrite.ts';
import type { ErasureWork } from '#src/privacy/erasure/work.ts';
import { clearLeftBuddy, eraseBuddyOf } from '#src/roster/buddies/erase-buddies.ts';
import { timeOf } from './row-values.ts';
import { tableStep } from './table-step.ts';

const COLUMNS = ['buddyName', 'buddyCalled'];
const WORDS = { table: 'bookings', key: 'bookingId', columns: COLUMNS, json: [] };

/** Erases the person as the buddy of others. The bookings stay, and still say that there was a buddy. */
export const eraseFromBookings = tableStep({
  table: 'bookings',
  conditions: (db, work) => [asBuddy(work), ...asLeftBuddy(work), ...naming(db, work)],
  erase: async (trx, work, rows) => {
    for (const row of rows) await eraseFrom(trx, work, row);
  },
});

/** Shifts that had not ended when the erasure began lost the buddy then. A new buddy of theirs may have the number now. */
function asBuddy({ erasure, tools }: ErasureWork): Condition {
  const { userId, facts } = erasure;
  return (rows) =>
    void rows
      .where('shiftEnd', '<=', new Date(facts.at))
      .where((theirs) => {
        theirs.whereIn('buddyPhone', facts.identities);
        if (userId !== undefined) theirs.orWhere('buddyUserId', userId);
      })
      .where((named) =>
        named.whereNot('buddyName', tools.nameless).orWhereNotNull('buddyPhone').orWhereNotNull('buddyCalled'),
      );
}

/** A calendar shows them for a while as a buddy who left. */
function asLeftBuddy({ erasure: { userId } }: ErasureWork): Condition[] {
  return userId === undefined ? [] : [(rows) => void rows.where({ leftBuddyUserId: userId })];
}

function naming(db: Database, { who }: ErasureWork): Condition[] {
  const byWriters = limited(nameConditions(COLUMNS, needlesFor(who)), (rows) => {
    // a linked buddy has the name of the member, which is erased there
    rows.whereIn('userId', [...who.writers.keys()]).whereNull('buddyUserId');
  });
  return [...numberConditions(db, COLUMNS, who.numbers), ...byWriters];
}

async function eraseFrom(trx: Transaction, { erasure, tools, who }: ErasureWork, row: Row): Promise<void> {
  const { userId, facts } = erasure;
  if (userId !== undefined) await clearLeftBuddy(trx, { bookingId: Number(row.bookingId), userId });
  const isBuddy =
    (userId !== undefined && row.buddyUserId === userId) || facts.identities.includes(String(row.buddyPhone));
  if (isBuddy && timeOf(row.shiftEnd) <= facts.at) {
    await eraseBuddyOf(trx, tools, [Number(row.bookingId)]);
    return;
  }
  const by = { writer: Number(row.userId), at: timeOf(row.createdAt) };
  await rewrite(trx, WORDS, row, (text) =>
    row.buddyUserId === null ? withoutPerson(who, text, by) : withoutNumbers(who, text),
  );
}
