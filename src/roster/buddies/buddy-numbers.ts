import type { Transaction } from '#src/db/connect.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';

/** Otherwise anybody could try number after number to find out who is a member. */
const BUDDY_NUMBERS_A_DAY = 5;
/** The owner of a number gets a text for each of them. */
const SHIFTS_PER_NUMBER_A_DAY = 2;

export interface NamedNumber {
  userId: number;
  /** The local day. */
  namedOn: LocalDate;
  phone: string;
  /** The start of the shift. Undefined: a coordinator names the number, who may do so for any number of shifts. */
  startsAt: Date | undefined;
}

/**
 * Counts a number that a person names as buddy, for the day, even if nothing is booked then. The same number for the same shift
 * counts once. Returns which limit is reached. Final only while the person is locked.
 */
export async function countNamedNumber(
  trx: Transaction,
  { userId, namedOn, phone, startsAt }: NamedNumber,
): Promise<'tooManyNumbers' | 'tooManyShifts' | undefined> {
  const rows: { phone: string; shifts: string }[] = await trx('buddyNumbers')
    .where({ userId, namedOn })
    .select('phone', 'shifts');
  const named = rows.find((row) => row.phone === phone);
  if (!named && rows.length >= BUDDY_NUMBERS_A_DAY) return 'tooManyNumbers';
  const before: number[] = JSON.parse(named?.shifts ?? '[]');
  const isNew = startsAt !== undefined && !before.includes(startsAt.getTime());
  if (isNew && before.length >= SHIFTS_PER_NUMBER_A_DAY) return 'tooManyShifts';
  const shifts = JSON.stringify(isNew ? [...before, startsAt.getTime()] : before);
  if (!named) await trx('buddyNumbers').insert({ userId, namedOn, phone, shifts }).onConflict().ignore();
  else if (isNew) await trx('buddyNumbers').where({ userId, namedOn, phone }).update({ shifts });
  return undefined;
}
