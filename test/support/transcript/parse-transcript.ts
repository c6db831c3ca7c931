import { DateTime } from 'luxon';
import { SETTINGS_OF_CONVERSATIONS } from '#src/simulator/recording/recorded-settings.ts';

type SettingName = (typeof SETTINGS_OF_CONVERSATIONS)[number];

/** One line with an action or an expectation. `line` is its number in the file, from 1. */
export type Step = { line: number } & (
  | { kind: 'clock'; at: Date }
  | {
      kind: 'person';
      name: string;
      role: PersonRole;
      channel: 'sms' | 'whatsapp';
      phone: string;
      ref: string | undefined;
    }
  | { kind: 'booking'; name: string; start: string; buddy: string; ref: string; isIn: boolean }
  /** The clock moves as somebody moves it: timers run on the way, each at its own time. */
  | { kind: 'clockMoves'; at: Date }
  | { kind: 'setting'; name: 'nextCase' | 'refs' | 'codes' | 'digits' | 'schedules' | SettingName; value: string }
  /** A watch as the service makes it, or the demo watch of a Friday. */
  | { kind: 'watch'; friday: Date | undefined }
  /** The phone or the network says what became of a text; `back` counts from the last one that the person received. */
  | { kind: 'reports'; name: string; status: 'delivered' | 'read' | 'undelivered'; back: number; errorCode: string }
  | { kind: 'command'; name: 'restart' | 'workers' | 'down' | 'back' | 'losesFiles' }
  | { kind: 'address'; name: string; address: string }
  | { kind: 'channel'; name: string; channel: 'sms' | 'whatsapp' }
  /** `together`: sent in the same second as the text before, which has not been handled yet. */
  | { kind: 'says'; name: string; text: string; together: boolean }
  /** A coordinator to a person, through the API. */
  | { kind: 'writes'; name: string; to: string; text: string }
  /** A coordinator books for a person, moves their shift, or takes them off, through the API. */
  | { kind: 'books'; name: string; for: string; start: string; buddy: string }
  | { kind: 'moves'; name: string; ref: string; start: string }
  | { kind: 'takesOff'; name: string; ref: string }
  | { kind: 'hears'; name: string; text: string }
);

type PersonRole = 'nobody' | 'inDemo' | 'volunteer' | 'coordinator' | 'pending' | 'suspended';

const ROLES: Record<string, PersonRole> = {
  'nobody yet': 'nobody',
  'in the demo watch': 'inDemo',
  'a volunteer': 'volunteer',
  'a coordinator': 'coordinator',
  waiting: 'pending',
  'off the roster': 'suspended',
};

/** Of one or more words. */
const NAME = '([^<>:,()#\\s][^<>:,()]*?)';
const SHIFT = String.raw`(\w{3} \d+ \w{3} \d\d:\d\d)-\d\d:\d\d`;
const ROLE = Object.keys(ROLES).join('|');
const PERSON = new RegExp(String.raw`^${NAME} is (${ROLE})( on WhatsApp)?(?: \((\w+)\))?, (\+\d+|\S+)$`);
const BOOKING = new RegExp(String.raw`^${NAME} (has booked|is in for) ${SHIFT}(?: with (.+))?, (\w\d+)$`);
const WRITES = new RegExp(`^${NAME} writes to ${NAME}: (.+)$`);
const BOOKS = new RegExp(`^${NAME} books ${NAME} for ${SHIFT}(?: with (.+))?$`);
const MOVES = new RegExp(String.raw`^${NAME} moves (\w\d+) to ${SHIFT}$`);
const TAKES_OFF = new RegExp(String.raw`^${NAME} takes (\w\d+) off the roster$`);
const CHANNEL = new RegExp(`^${NAME} texts by (SMS|WhatsApp) now$`);
const ADDRESS = new RegExp(String.raw`^${NAME} texts from (\S+) now$`);
const REPORTS = new RegExp(String.raw`^${NAME} (got|read|did not get) the last text(?: but (\d+))?(?: \((\d+)\))?$`);
const SAYS = new RegExp(`^${NAME} (>>?)(?: (.*))?$`);
const HEARS = new RegExp(`^${NAME} < ?(.*)$`);
const SETTING = new RegExp(`^(${SETTINGS_OF_CONVERSATIONS.join('|')}) is (.+)$`);
const GOES_ON = /^\s+< ?(.*)$/;

const REPORTED = { got: 'delivered', read: 'read', 'did not get': 'undelivered' } as const;

/** A conversation that a coordinator can read. The README of `test/conversations` explains the lines. */
export function parseTranscript(source: string): Step[] {
  const steps: Step[] = [];
  const clock: ClockWords = { zone: 'Africa/Johannesburg', date: '' };
  for (const [index, text] of source.split('\n').entries()) {
    if (text.trim() === '' || text.startsWith('#')) continue;
    const line = index + 1;
    const set = /^(clock:|the clock moves to) (.+)$/.exec(text);
    if (set) {
      const at = readClock(set[2] ?? '', clock);
      steps.push({ line, kind: set[1] === 'clock:' ? 'clock' : 'clockMoves', at });
      continue;
    }
    const watch = /^(?:a new watch|the demo watch, (.+))$/.exec(text);
    if (watch) {
      steps.push({ line, kind: 'watch', friday: watch[1] === undefined ? undefined : readClock(watch[1], clock) });
      continue;
    }
    const previous = steps.at(-1);
    const continued = GOES_ON.exec(text);
    if (continued && previous?.kind === 'hears') previous.text += `\n${continued[1]}`;
    else steps.push(readLine(text, line));
  }
  return steps;
}

/** Later clocks may leave out the zone, and the date if it is the same. */
interface ClockWords {
  zone: string;
  date: string;
}

const CLOCK = /^(?:(\w+ \d+ \w+ \d{4}) )?(\d\d:\d\d)(:\d\d)?(\.\d\d\d)?(?: (\S+))?$/;

function readClock(words: string, clock: ClockWords): Date {
  const [, date = clock.date, time, seconds = ':00', milliseconds = '.000', zone = clock.zone] =
    CLOCK.exec(words) ?? [];
  Object.assign(clock, { date, zone });
  const written = `${date} ${time}${seconds}${milliseconds}`;
  const at = DateTime.fromFormat(written, 'ccc d LLL yyyy HH:mm:ss.SSS', { zone, locale: 'en' });
  if (!at.isValid) throw new Error(`no such moment: ${words}`);
  return at.toJSDate();
}

function readLine(text: string, line: number): Step {
  const person = PERSON.exec(text);
  if (person) {
    const [, name = '', role = '', whatsapp, ref, phone = ''] = person;
    const channel = whatsapp ? 'whatsapp' : 'sms';
    return { line, kind: 'person', name, role: ROLES[role] ?? 'nobody', channel, phone, ref };
  }
  const booking = BOOKING.exec(text);
  if (booking) {
    const [, name = '', verb, start = '', buddy = '', ref = ''] = booking;
    return { line, kind: 'booking', name, start, buddy, ref, isIn: verb === 'is in for' };
  }
  const writes = WRITES.exec(text);
  if (writes) return { line, kind: 'writes', name: writes[1] ?? '', to: writes[2] ?? '', text: writes[3] ?? '' };
  const books = BOOKS.exec(text);
  if (books) {
    const [, name = '', person = '', start = '', buddy = ''] = books;
    return { line, kind: 'books', name, for: person, start, buddy };
  }
  const moves = MOVES.exec(text);
  if (moves) return { line, kind: 'moves', name: moves[1] ?? '', ref: moves[2] ?? '', start: moves[3] ?? '' };
  const off = TAKES_OFF.exec(text);
  if (off) return { line, kind: 'takesOff', name: off[1] ?? '', ref: off[2] ?? '' };
  const says = SAYS.exec(text);
  if (says) return { line, kind: 'says', name: says[1] ?? '', together: says[2] === '>>', text: says[3] ?? '' };
  const hears = HEARS.exec(text);
  if (hears) return { line, kind: 'hears', name: hears[1] ?? '', text: hears[2] ?? '' };
  return readSetting(text, line);
}

function readSetting(text: string, line: number): Step {
  if (text === 'restart') return { line, kind: 'command', name: 'restart' };
  if (text === 'the service goes down') return { line, kind: 'command', name: 'down' };
  if (text === 'the service is back') return { line, kind: 'command', name: 'back' };
  if (text === 'no file can be fetched') return { line, kind: 'command', name: 'losesFiles' };
  if (text === 'the workers run') return { line, kind: 'command', name: 'workers' };
  const channel = CHANNEL.exec(text);
  if (channel) {
    const [, name = '', by] = channel;
    return { line, kind: 'channel', name, channel: by === 'SMS' ? 'sms' : 'whatsapp' };
  }
  const from = ADDRESS.exec(text);
  if (from) return { line, kind: 'address', name: from[1] ?? '', address: from[2] ?? '' };
  const reports = REPORTS.exec(text);
  if (reports) {
    const [, name = '', verb = 'got', back = '0', errorCode = ''] = reports;
    const status = REPORTED[verb as keyof typeof REPORTED];
    return { line, kind: 'reports', name, status, back: Number(back), errorCode };
  }
  const nextCase = /^next case (\d+)$/.exec(text);
  if (nextCase) return { line, kind: 'setting', name: 'nextCase', value: nextCase[1] ?? '' };
  const refs = /^next refs ([\w ]+)$/.exec(text);
  if (refs) return { line, kind: 'setting', name: 'refs', value: refs[1] ?? '' };
  const digits = /^next digits ([\d ]+)$/.exec(text);
  if (digits) return { line, kind: 'setting', name: 'digits', value: digits[1] ?? '' };
  const codes = /^next codes ([\d ]+)$/.exec(text);
  if (codes) return { line, kind: 'setting', name: 'codes', value: codes[1] ?? '' };
  const policy = /^joining is (open|by approval)$/.exec(text);
  if (policy) {
    return { line, kind: 'setting', name: 'JOIN_POLICY', value: policy[1] === 'open' ? 'open' : 'approval' };
  }
  const setting = SETTING.exec(text);
  if (setting) return { line, kind: 'setting', name: setting[1] as SettingName, value: setting[2] ?? '' };
  const schedules = /^the only schedule is (.+)$/.exec(text);
  if (schedules) return { line, kind: 'setting', name: 'schedules', value: schedules[1] ?? '' };
  throw new Error(`line ${line} is nothing that a transcript can say: ${text}`);
}
