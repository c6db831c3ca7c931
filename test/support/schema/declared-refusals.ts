import type { ApiAnswer } from '#test/support/api.ts';

interface Refusal {
  /** The code of the problem, or the path and the message of an invalid field. */
  what: RegExp;
  reason: string;
}

/** Why a request that the document calls valid may be answered with 400. No schema can state any of these. */
const DECLARED: readonly Refusal[] = [
  { what: /^(?:not_a_shift|shift_passed|overlapping|buddy_busy)$/, reason: 'depends on the roster' },
  { what: /^body\.(?:start_time|skip|add|night): /, reason: 'depends on the roster and the time' },
  { what: /^query\.to: must (?:not be before|be after) from$/, reason: 'compares two instants' },
  { what: /^query\.to: at most \d+ days after from$/, reason: 'compares two instants' },
  { what: /^query\.limit: more than \d+ shifts are open/, reason: 'depends on the roster: ask for less time' },
  { what: /ask for (?:less time|a shorter period)/i, reason: 'depends on how much is stored' },
  { what: /^body\.end_date: must not be before start_date$/, reason: 'compares two dates' },
  { what: /^body\.cron_expr: /, reason: 'depends on the calendar, and on the length of the shift' },
  { what: /^body\.(?:buddy_)?phone: not a mobile number$/, reason: 'the numbering plans of all countries' },
  { what: /^body\.(?:buddy_)?name: must be a person's name/, reason: 'what is left after cleaning, without links' },
  { what: /^(?:body|query)\.reason: must have no link/, reason: 'everything that a phone makes a link of' },
  { what: /^body\.phone: we do not text codes to this country$/, reason: 'depends on the setting CODE_PREFIXES' },
  { what: /^body\.buddy_phone: this is (?:your|their) own number$/, reason: 'depends on the person' },
  {
    what: /^body\.body: \d+ segments with our introduction/,
    reason: 'the introduction has the name of the coordinator',
  },
];

interface ProblemBody {
  code: string;
  errors?: { path: string; message: string }[];
}

/** What a refused request was told, as far as no declared reason explains it. */
export function undeclared({ body }: ApiAnswer): string[] {
  const { code, errors } = body as ProblemBody;
  const told = errors ? errors.map(({ path, message }) => `${path}: ${message}`) : [code];
  return told.filter((each) => !DECLARED.some(({ what }) => what.test(each)));
}
