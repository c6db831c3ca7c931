import type { Transaction } from '#src/db/connect.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';

const BUDDY_NUMBERS_A_DAY = 5;

export interface NamedNumber {
  userId: number;
  /** The local day. */
  namedOn: LocalDate;
  phone: string;
}

/** Whether the person has named as many other numbers today as is allowed. Final only while the person is locked. */
export async function hasNamedTooMany(trx: Transaction, { userId, namedOn, phone }: NamedNumber): Promise<boolean> {
  const rows: { phone: string }[] = await trx('buddyNumbers').where({ userId, namedOn }).select('phone');
  return rows.length >= BUDDY_NUMBERS_A_DAY && !rows.some((row) => row.phone === phone);
}

export async function recordNamedNumber(trx: Transaction, { userId, namedOn, phone }: NamedNumber): Promise<void> {
  await trx('buddyNumbers').insert({ userId, namedOn, phone }).onConflict().ignore();
}
