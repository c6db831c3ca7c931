import type { Transaction } from '#src/db/connect.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Report } from '#src/reports/report.ts';
import type { Texts } from '#src/texts/texts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { STRANGERS } from './originator.ts';

/** What a summary stands for. Stored as JSON: counts and case numbers, and nothing that names a person. */
export interface Summary {
  count: number;
  /** In the order in which they came. */
  cases: readonly number[];
}

/** More case numbers never fit into a text. */
const MOST_CASES = 20;

export const EMPTY_SUMMARY: Summary = { count: 0, cases: [] };

export function readSummary(stored: string): Summary {
  return JSON.parse(stored);
}

/** The summary with one more notice. */
export function addNotice({ count, cases }: Summary, about: Report | undefined): Summary {
  const isNew = about !== undefined && !cases.includes(about.caseNumber);
  return { count: count + 1, cases: isNew ? [...cases, about.caseNumber].slice(0, MOST_CASES) : cases };
}

/** The words of a summary for its reader. */
export type SayFor = (texts: Texts, reader: User | undefined) => string;

/** Loads what the words of a summary need, once for all readers. */
export async function summaryWords(
  trx: Transaction,
  settings: WatchSettings,
  { originator, summary }: { originator: string; summary: Summary },
): Promise<SayFor> {
  const { count, cases } = summary;
  const { name = '', identity = '' } = settings.originator ?? {};
  if (originator === STRANGERS) {
    if (cases.length === 0) return (texts) => texts.moreFromStrangers({ count });
    const alarms = await listAlarms(trx, settings, cases);
    return (texts) => alarmsThatFit(texts, count, alarms);
  }
  const phone = formatPhone(identity, settings.region);
  return (texts, reader) => {
    if (reader?.isCoordinator) return texts.moreFrom({ count, name, phone, caseNumber: cases.at(-1) });
    return reader
      ? texts.moreChanges({ count, name: shortName(name) })
      : texts.moreFrom({ count, name: shortName(name), phone: '', caseNumber: undefined });
  };
}

interface SharedAlarm {
  caseNumber: number;
  phone: string;
}

async function listAlarms(
  trx: Transaction,
  { region }: WatchSettings,
  cases: readonly number[],
): Promise<SharedAlarm[]> {
  const rows: { caseNumber: number; reporterIdentity: string }[] = await trx('reports')
    .whereIn('caseNumber', cases)
    .orderBy('caseNumber')
    .select('caseNumber', 'reporterIdentity');
  return rows.map(({ caseNumber, reporterIdentity }) => ({ caseNumber, phone: formatPhone(reporterIdentity, region) }));
}

function alarmsThatFit(texts: Texts, count: number, alarms: readonly SharedAlarm[]): string {
  const build = (shown: number) =>
    texts.moreAlarms({ count, cases: alarms.slice(0, shown), hasMore: alarms.length > shown });
  const most = alarms.findLastIndex((_, index) => fits(build(index + 1)));
  return build(most + 1);
}
