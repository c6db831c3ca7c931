import { DateTime } from 'luxon';

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
  | { kind: 'setting'; name: 'nextCase' | 'refs' | 'policy' | 'schedules' | 'coordinatorPhones'; value: string }
  | { kind: 'command'; name: 'restart' | 'workers' | 'down' | 'back' | 'losesFiles' }
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

type PersonRole = 'nobody' | 'volunteer' | 'coordinator' | 'pending' | 'suspended';

const ROLES: Record<string, PersonRole> = {
  'nobody yet': 'nobody',
  'a volunteer': 'volunteer',
  'a coordinator': 'coordinator',
  waiting: 'pending',
  'off the roster': 'suspended',
};

const PERSON =
  /^(\w+) is (nobody yet|a volunteer|a coordinator|waiting|off the roster)( on WhatsApp)?(?: \((\w+)\))?, (\+\d+|\S+)$/;
const BOOKING = /^(\w+) (has booked|is in for) (\w{3} \d+ \w{3} \d\d:\d\d)-\d\d:\d\d(?: with (.+))?, (\w\d+)$/;
const WRITES = /^(\w+) writes to (\w+): (.+)$/;
const BOOKS = /^(\w+) books (\w+) for (\w{3} \d+ \w{3} \d\d:\d\d)-\d\d:\d\d(?: with (.+))?$/;
const MOVES = /^(\w+) moves (\w\d+) to (\w{3} \d+ \w{3} \d\d:\d\d)-\d\d:\d\d$/;
const TAKES_OFF = /^(\w+) takes (\w\d+) off the roster$/;
const SAYS = /^(\w+) (>>?)(?: (.*))?$/;
const HEARS = /^(\w+) < ?(.*)$/;
const GOES_ON = /^\s+< ?(.*)$/;

/** A conversation that a coordinator can read. The README of `test/conversations` explains the lines. */
export function parseTranscript(source: string): Step[] {
  const steps: Step[] = [];
  let zone = 'Africa/Johannesburg';
  for (const [index, text] of source.split('\n').entries()) {
    if (text.trim() === '' || text.startsWith('#')) continue;
    const line = index + 1;
    const clock = /^clock: (\w+ \d+ \w+ \d{4} \d\d:\d\d)(?: (\S+))?$/.exec(text);
    if (clock) {
      zone = clock[2] ?? zone;
      steps.push({ line, kind: 'clock', at: readClock(clock[1] ?? '', zone) });
      continue;
    }
    const previous = steps.at(-1);
    const continued = GOES_ON.exec(text);
    if (continued && previous?.kind === 'hears') previous.text += `\n${continued[1]}`;
    else steps.push(readLine(text, line));
  }
  return steps;
}

function readClock(words: string, zone: string): Date {
  const at = DateTime.fromFormat(words, 'ccc d LLL yyyy HH:mm', { zone, locale: 'en' });
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
  const channel = /^(\w+) texts by (SMS|WhatsApp) now$/.exec(text);
  if (channel) {
    const [, name = '', by] = channel;
    return { line, kind: 'channel', name, channel: by === 'SMS' ? 'sms' : 'whatsapp' };
  }
  const nextCase = /^next case (\d+)$/.exec(text);
  if (nextCase) return { line, kind: 'setting', name: 'nextCase', value: nextCase[1] ?? '' };
  const refs = /^next refs ([\w ]+)$/.exec(text);
  if (refs) return { line, kind: 'setting', name: 'refs', value: refs[1] ?? '' };
  const policy = /^joining is (open|by approval)$/.exec(text);
  if (policy) return { line, kind: 'setting', name: 'policy', value: policy[1] === 'open' ? 'open' : 'approval' };
  const listed = /^COORDINATOR_PHONES is (\+\d+(?:, ?\+\d+)*)$/.exec(text);
  if (listed) return { line, kind: 'setting', name: 'coordinatorPhones', value: listed[1] ?? '' };
  const schedules = /^the only schedule is (.+)$/.exec(text);
  if (schedules) return { line, kind: 'setting', name: 'schedules', value: schedules[1] ?? '' };
  throw new Error(`line ${line} is nothing that a transcript can say: ${text}`);
}
