import { findItems } from '#src/conversation/effects/shifts/find-items.ts';
import type { Circumstances, Expects, ItemWords, TimeWords, VolunteerEvent } from '#src/conversation/events.ts';
import { isBareHelp } from '#src/conversation/understanding/danger/read-danger.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { type Reading, readInLayers } from '#src/conversation/understanding/understand.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import type { EvaluationText, Place } from './evaluation-set.ts';

/**
 * `right`: one of the readings that people accept. `asked`: a question back that offers one of them. `passed`: a person gets
 * the words, although a reading was possible. `wrong`: something else is shown or asked. `harmful`: something is done or
 * undone that was not meant.
 */
export type Verdict = 'right' | 'asked' | 'passed' | 'wrong' | 'harmful';

export interface Judged {
  item: EvaluationText;
  reading: Reading | { event: { type: 'STOP' | 'STOP?' | 'START' }; layer: 'opt-out'; confidence?: undefined };
  labels: string[];
  verdict: Verdict;
}

const ZONE = 'Africa/Johannesburg';
/** Friday 27 November 2026, 18:00, and half past midnight for somebody on patrol. */
const EVENING = new Date('2026-11-27T16:00:00Z');
const AT_NIGHT = new Date('2026-11-27T22:40:00Z');

const EXPECTS: Record<Place, Expects> = {
  idle: 'nothing',
  list: 'nothing',
  buddy: 'buddy',
  drop: 'drop',
  severity: 'severity',
  name: 'name',
  code: 'code',
};

/** The list that the sender has before them. */
const LISTED = ['2026-11-28T00:00+02:00', '2026-11-28T02:00+02:00', '2026-11-29T00:00+02:00'].map(
  (start) => new Date(start),
);

export function circumstancesOf({ place, sender }: EvaluationText): Circumstances {
  const isOutside = sender === 'stranger' || sender === 'waiting';
  const isAdmission = sender === 'waiting' && place === 'idle';
  return {
    now: sender === 'patrol' ? AT_NIGHT : EVENING,
    zone: ZONE,
    region: 'ZA',
    expects: isAdmission ? 'admission' : EXPECTS[place],
    isCoordinator: sender === 'coordinator',
    isMember: !isOutside,
    isListFresh: place === 'list',
  };
}

export function judge(item: EvaluationText): Judged {
  const optOut = readOptOut(item.text, 'sms');
  if (optOut && optOut !== 'maybeStart') {
    const type = ({ stop: 'STOP', stopInWords: 'STOP', ask: 'STOP?', start: 'START' } as const)[optOut];
    const labels = optOut === 'ask' ? ['stop', 'drop', 'yes'] : [optOut === 'start' ? 'start' : 'stop'];
    const isRight = labels.some((label) => item.right.includes(label));
    const verdict = isRight ? 'right' : type === 'STOP' ? 'harmful' : 'wrong';
    return { item, reading: { event: { type }, layer: 'opt-out' }, labels, verdict };
  }
  const reading = readInLayers({ body: item.text, attachments: [] }, circumstancesOf(item));
  const labels = labelsOf(reading.event, item);
  return { item, reading, labels, verdict: verdictOf(reading.event, labels, item) };
}

function verdictOf(event: VolunteerEvent, labels: string[], item: EvaluationText): Verdict {
  const isRight = labels.some((label) => item.right.includes(label));
  if (event.type === 'DOUBTFUL' || isAskedWhich(event, labels)) return isRight ? 'asked' : 'wrong';
  if (isRight && !isOtherBuddy(event, item)) return 'right';
  // "Have you gone home?" and "are you there?" are one question
  if (event.type === 'OUT' && event.sentence && item.right.includes('in')) return 'asked';
  // the question back names what is missing
  if (
    event.type === 'TWOFOLD_NO' ||
    (event.type === 'BUDDY_GIVEN' && event.buddy.kind !== 'named' && event.buddy.kind !== 'none')
  )
    return 'asked';
  if (isAskedAgain(event, item)) return 'asked';
  if (event.type === 'UNCLEAR' || event.type === 'WORDS' || event.type === 'FOR_PERSON') return 'passed';
  return isDone(event, item) ? 'harmful' : 'wrong';
}

/** What makes us ask the question again, and the answers that it names: "DROP K7 gives it up, KEEP K7 keeps it." */
const ASKED_AGAIN: Partial<Record<Place, { events: VolunteerEvent['type'][]; names: RegExp }>> = {
  list: { events: ['UNCLEAR'], names: /^(?:number \d|more)$/ },
  buddy: { events: ['UNCLEAR'], names: /^(?:named|ask_name|nobody)$/ },
  drop: { events: ['UNCLEAR'], names: /^(?:yes|keep)$/ },
  severity: { events: ['WORDS'], names: /^[012]$/ },
};

function isAskedAgain(event: VolunteerEvent, { place, right }: EvaluationText): boolean {
  const question = ASKED_AGAIN[place];
  if (!question?.events.includes(event.type)) return false;
  return right.some((label) => question.names.test(label));
}

/** Whether the event does something that only a person can undo, without a question. */
function isDone(event: VolunteerEvent, { place, right }: EvaluationText): boolean {
  switch (event.type) {
    case 'IN':
      return event.sentence !== 'unsure';
    case 'OUT':
      // well before the end of a shift, a sentence is asked about
      return event.sentence === undefined;
    case 'YES':
    case 'REASON':
      return place === 'drop';
    case 'DROP':
      return place === 'drop' && !event.isSentence;
    case 'BUDDY_GIVEN':
      // booked alone at once, or with somebody
      return event.buddy.kind === 'named' || event.buddy.kind === 'none';
    case 'BOOK':
      return event.buddy !== undefined && event.choice !== undefined;
    case 'SEVERITY':
      return place === 'severity' && event.severity < highest(right);
    case 'REPORT':
      return event.severity === 0 && right.includes('danger');
    default:
      return false;
  }
}

function highest(right: readonly string[]): number {
  return right.includes('danger')
    ? 2
    : Math.max(...right.map((label) => Number(label)).filter((level) => level >= 0), -1);
}

/** A booking with another person than the text names. */
function isOtherBuddy(event: VolunteerEvent, { name }: EvaluationText): boolean {
  if (event.type !== 'BUDDY_GIVEN' || event.buddy.kind !== 'named' || !name) return false;
  const read = event.buddy.name.toLowerCase();
  return (
    read !== '' &&
    !name
      .toLowerCase()
      .split(' ')
      // a prefix is no part of the name: "uZanele"
      .some((part) => read.includes(part) || part.endsWith(read))
  );
}

/** The labels of a set that a reading stands for. */
function labelsOf(event: VolunteerEvent, { place, text }: EvaluationText): string[] {
  switch (event.type) {
    case 'SOS':
    case 'LIKELY_DANGER':
      return ['danger'];
    case 'NUMBER':
      return place === 'severity' ? [String(event.number)] : [`number ${event.number}`];
    case 'BOOK':
      return ['book', ...(place === 'list' ? listed(event) : [])];
    case 'MORE':
      return ['more', 'shifts'];
    case 'SHIFTS':
      return place === 'list' ? ['shifts', 'more'] : ['shifts'];
    case 'BACK':
      return { list: ['none'], drop: ['keep'], severity: ['back'], buddy: ['drop'] }[place as string] ?? ['thanks'];
    case 'NO':
      return (
        { list: ['none', 'thanks'], drop: ['keep', 'unclear'], severity: ['back'], buddy: ['nobody'] }[
          place as string
        ] ?? ['thanks', 'wrong']
      );
    case 'YES':
      return place === 'drop' ? ['yes'] : ['thanks'];
    case 'REASON':
      return ['yes', 'drop'];
    case 'TWOFOLD_NO':
      return ['unclear'];
    case 'DROP':
      return place === 'drop' ? ['yes', 'drop'] : ['drop'];
    case 'THANKS':
      return ['thanks'];
    case 'BUDDY_GIVEN':
      return [BUDDY_LABELS[event.buddy.kind]];
    case 'BUDDY':
      return ['buddy'];
    case 'SEVERITY':
      // an incident alarms every coordinator
      return [String(event.severity), ...(event.severity === 0 ? ['quiet'] : event.severity === 2 ? ['danger'] : [])];
    case 'WORDS':
      return place === 'severity' ? ['words'] : [];
    case 'UNCLEAR':
      return place === 'drop' ? ['unclear'] : [];
    case 'REPORT':
      return event.severity === 0 ? ['quiet', '0'] : event.severity === 2 ? ['report', 'danger', '2'] : ['report'];
    case 'SIGHTING':
      return ['report'];
    case 'MENU':
      // the menu has the emergency numbers, and coordinators get HELP at once
      return isBareHelp(text) ? ['menu', 'danger'] : ['menu'];
    case 'DOUBTFUL':
      return [...event.intents, ...(event.intents.includes('person') ? PASSED_ON : [])];
    case 'EXPLAIN':
      return EXPLAINED[event.about] ?? [event.about];
    case 'FOR_PERSON':
      return PASSED_ON;
    case 'AUTOMATIC':
      return ['wrong'];
    default:
      return [OTHER_LABELS[event.type] ?? event.type];
  }
}

/** A person gets the words of all of these. */
const PASSED_ON = ['person', 'followup', 'away', 'number', 'late', 'wrong'];

const BUDDY_LABELS = {
  none: 'nobody',
  named: 'named',
  malformed: 'named',
  several: 'named',
  relation: 'ask_name',
  open: 'later',
} as const;

const EXPLAINED: Record<string, string[]> = {
  noneSuits: ['none', 'thanks', 'drop'],
  severities: ['menu'],
};

const OTHER_LABELS: Partial<Record<VolunteerEvent['type'], string>> = {
  MY: 'my',
  IN: 'in',
  OUT: 'out',
  WHO: 'who',
  FORGET: 'forget',
  JOIN: 'join',
  NAME: 'name',
  NAME_GIVEN: 'name',
  CODE_GIVEN: 'code',
  REF: 'my',
};

function listed({ choice }: Extract<VolunteerEvent, { type: 'BOOK' }>): string[] {
  if (!choice) return [];
  if ('number' in choice) return [`number ${choice.number}`];
  if ('item' in choice) return labelsOfItems(choice.item);
  const meant = LISTED.map((startsAt, index) => ({ startsAt, number: index + 1 })).filter(({ startsAt }) =>
    isWithin(choice.when, startsAt),
  );
  const picked = choice.pick === 'first' ? meant.slice(0, 1) : choice.pick === 'last' ? meant.slice(-1) : meant;
  return picked.length === 1 || choice.pick ? picked.map(({ number }) => `number ${number}`) : ['more', 'shifts'];
}

/** The only item that fits, or what the question back shows. */
function labelsOfItems(item: ItemWords): string[] {
  const items = LISTED.map((startsAt) => ({ startsAt, endsAt: after(startsAt, 2 * HOUR) }));
  const fitting = findItems(item, items, ZONE);
  // the shifts of a day are shown with their numbers
  const shown = item.when && fitting.length !== 1 ? ['more', 'shifts'] : [];
  return [...fitting.map((number) => `number ${number}`), ...shown];
}

/** Several items fit, and the sender is asked for a number. */
function isAskedWhich(event: VolunteerEvent, labels: string[]): boolean {
  return (
    event.type === 'BOOK' &&
    event.choice !== undefined &&
    'item' in event.choice &&
    labels.filter((label) => label.startsWith('number')).length > 1
  );
}

function isWithin(when: TimeWords, startsAt: Date): boolean {
  if (when.kind === 'exact') return startsAt.getTime() === when.at.getTime();
  return startsAt >= when.from && startsAt < when.to;
}
