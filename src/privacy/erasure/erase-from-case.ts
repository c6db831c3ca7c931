import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { findReport } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { listEarlierNames } from './facts/earlier-names.ts';
import { wordsPattern } from './words/name-patterns.ts';
import { replaceNumbers, soughtNumber } from './words/replace-numbers.ts';
import { type Row, rewrite, type WordColumns } from './words/rewrite.ts';

/** What to erase from a case: a member, or exactly these words. */
export type RedactionTarget = { userId: number } | { words: string };

export type RedactOutcome =
  /** `places`: the number of texts of the case that named the person. */
  { outcome: 'redacted'; report: Report; places: number } | { outcome: 'noSuchCase' | 'noSuchUser' };

const CASE: WordColumns = { table: 'reports', key: 'reportId', columns: ['message', 'acknowledgedNote'], json: [] };
const ADDITIONS: WordColumns = { table: 'report_additions', key: 'additionId', columns: ['body'], json: [] };
/** The audit has a copy of the note of the coordinator who took the case. */
const AUDIT: WordColumns = {
  table: 'audit_events',
  key: 'auditEventId',
  columns: ['before', 'after'],
  json: ['before', 'after'],
};

/** Erases a person from the words of a case, for good. */
export async function eraseFromCase(
  trx: Transaction,
  { nameless, region }: { nameless: string; region: string },
  { reportId, who }: { reportId: number; who: RedactionTarget },
): Promise<RedactOutcome> {
  if (!(await findReport(trx, reportId))) return { outcome: 'noSuchCase' };
  const meant = await meantBy(trx, region, who);
  if (!meant) return { outcome: 'noSuchUser' };
  await lockRows(trx, 'reports', [reportId]);
  const numbers = meant.numbers.map(soughtNumber);
  const pattern = wordsPattern(meant.names);
  const without = (text: string) => {
    const bare = replaceNumbers(text, numbers, nameless);
    return pattern ? bare.replace(pattern, () => nameless) : bare;
  };
  let places = 0;
  for (const [texts, which] of [
    [CASE, { reportId }],
    [ADDITIONS, { reportId }],
    [AUDIT, { subject: `report:${reportId}` }],
  ] as const) {
    const rows: Row[] = await trx(texts.table)
      .where(which)
      .select(texts.key, ...texts.columns);
    for (const row of rows) {
      const count = await rewrite(trx, texts, row, without);
      if (texts !== AUDIT) places += count;
    }
  }
  const report = await findReport(trx, reportId);
  return report ? { outcome: 'redacted', report, places } : { outcome: 'noSuchCase' };
}

/** A member's full and short names and numbers, current and earlier. A first name alone may be somebody else's. */
async function meantBy(
  trx: Transaction,
  region: string,
  who: RedactionTarget,
): Promise<{ names: string[]; numbers: string[] } | undefined> {
  if ('words' in who) {
    const number = parseMobile(who.words, region);
    return number === undefined ? { names: [who.words], numbers: [] } : { names: [], numbers: [number] };
  }
  const user = await findUser(trx, who.userId);
  // after an erasure we no longer know a name, and "Somebody" is a word that others use
  if (!user || user.forgottenAt !== null) return undefined;
  const { names, phones } = await listEarlierNames(trx, user);
  return { names: [...names, ...names.map(shortName)], numbers: phones };
}
