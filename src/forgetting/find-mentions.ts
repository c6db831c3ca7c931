import type { Transaction } from '#src/db/connect.ts';
import type { Mentions } from './mentions.ts';

export type Row = Record<string, unknown>;

/** What people put between the digits of a number. */
const SEPARATORS = [' ', '-', '(', ')', '.', '/', '\u00a0'];

/** The rows of a table that may mention somebody in one of these columns, for a closer look. It reads the whole table. */
export async function findMentions(
  trx: Transaction,
  { table, columns }: { table: string; columns: readonly string[] },
  { needles }: Mentions,
): Promise<Row[]> {
  return trx(table).where((any) => {
    for (const column of columns) {
      for (const word of needles.words) any.orWhereRaw("lower(??) like ? escape '!'", [column, within(word)]);
      for (const digits of needles.digits) {
        any.orWhereRaw(`${WITHOUT_SEPARATORS} like ? escape '!'`, [column, within(digits)]);
      }
    }
  });
}

const WITHOUT_SEPARATORS = SEPARATORS.reduce((text, sign) => `replace(${text}, '${sign}', '')`, '??');

function within(words: string): string {
  return `%${words.replace(/[!%_]/g, '!$&')}%`;
}
