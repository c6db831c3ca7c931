import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeWords } from '#src/conversation/understanding/times/time-words.ts';
import { formatZoned, parseInstant } from '#src/platform/zoned-time.ts';
import { en } from '#src/texts/en.ts';

const JOHANNESBURG = 'Africa/Johannesburg';
const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';

/** "Fri 27 Nov 18:00 > Sat 28 Nov 05:00 Sat 28 Nov", "Sat 28 Nov 02:00", "unread: blue". */
function read(text: string, at: string, zone = JOHANNESBURG): string | undefined {
  const now = parseInstant(at, zone);
  if (!now) throw new Error(`No instant: ${at}`);
  const reading = readTimeWords(text, now, zone);
  if (!reading) return undefined;
  if ('unread' in reading) return `unread: ${reading.unread}`;
  const show = (instant: Date) => formatZoned(instant, zone, 'ccc d LLL yyyy HH:mm').replace(' 2026', '');
  const { when } = reading;
  return when.kind === 'exact' ? show(when.at) : `${show(when.from)} > ${show(when.to)} (${en.span(when.name)})`;
}

const FRIDAY_EVENING = '2026-11-27T18:00';
const IN_FRIDAY_NIGHT = '2026-11-28T00:30';
const IN_SATURDAY_NIGHT = '2026-11-29T02:00';
const SATURDAY_NOON = '2026-11-28T12:00';
const WEDNESDAY = '2026-11-25T19:05';

describe('a day without a clock time', () => {
  it.each([
    ['fri', FRIDAY_EVENING, 'Fri 27 Nov 00:00 > Sat 28 Nov 05:00 (Fri 27 Nov)'],
    ['Friday', FRIDAY_EVENING, 'Fri 27 Nov 00:00 > Sat 28 Nov 05:00 (Fri 27 Nov)'],
    ['sat', FRIDAY_EVENING, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['this sat', FRIDAY_EVENING, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['on Sat.', FRIDAY_EVENING, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['thu', FRIDAY_EVENING, 'Thu 3 Dec 00:00 > Fri 4 Dec 05:00 (Thu 3 Dec)'],
    ['thurs', FRIDAY_EVENING, 'Thu 3 Dec 00:00 > Fri 4 Dec 05:00 (Thu 3 Dec)'],
    ['saterdag', FRIDAY_EVENING, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['next fri', FRIDAY_EVENING, 'Fri 4 Dec 00:00 > Sat 5 Dec 05:00 (Fri 4 Dec)'],
    ['next fri', WEDNESDAY, 'Fri 4 Dec 00:00 > Sat 5 Dec 05:00 (Fri 4 Dec)'],
    ['fri', WEDNESDAY, 'Fri 27 Nov 00:00 > Sat 28 Nov 05:00 (Fri 27 Nov)'],
    ['today', FRIDAY_EVENING, 'Fri 27 Nov 00:00 > Sat 28 Nov 05:00 (Fri 27 Nov)'],
    ['tomorrow', FRIDAY_EVENING, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['tmrw', FRIDAY_EVENING, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['yesterday', FRIDAY_EVENING, 'Thu 26 Nov 00:00 > Fri 27 Nov 05:00 (Thu 26 Nov)'],
    ['in 2 days', FRIDAY_EVENING, 'Sun 29 Nov 00:00 > Mon 30 Nov 05:00 (Sun 29 Nov)'],
    ['sat', IN_FRIDAY_NIGHT, 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
  ])('%s, on %s', (text, at, expected) => {
    expect(read(text, at)).toBe(expected);
  });

  it('is still yesterday while its night is running', () => {
    expect(read('sat', IN_SATURDAY_NIGHT)).toBe('Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)');
    expect(read('sat', '2026-11-29T05:00')).toBe('Sat 5 Dec 00:00 > Sun 6 Dec 05:00 (Sat 5 Dec)');
    expect(read('28 nov', IN_SATURDAY_NIGHT)).toBe('Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)');
  });
});

describe('a date', () => {
  it.each([
    ['28 nov', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['28th of November', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['Nov 28', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['28/11', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['28/11/2026', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['2026-11-28', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['sat 28 nov', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['the 28th', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['1st', 'Tue 1 Dec 00:00 > Wed 2 Dec 05:00 (Tue 1 Dec)'],
    ['1/12', 'Tue 1 Dec 00:00 > Wed 2 Dec 05:00 (Tue 1 Dec)'],
    ['28 november 2026', 'Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)'],
    ['26 nov', 'Fri 26 Nov 2027 00:00 > Sat 27 Nov 2027 05:00 (Fri 26 Nov)'],
    ['2 jan', 'Sat 2 Jan 2027 00:00 > Sun 3 Jan 2027 05:00 (Sat 2 Jan)'],
  ])('%s', (text, expected) => {
    expect(read(text, FRIDAY_EVENING)).toBe(expected);
  });

  it.each([
    'fri 28 nov',
    '31/2',
    '30 feb',
    'december',
    'blue',
    'sat blue',
    '2',
    '28',
    'now',
    'in 2 hours',
    'mon-fri',
    'sat 2',
  ])('is not read from %s', (text) => {
    expect(read(text, FRIDAY_EVENING)).toBe(`unread: ${text}`);
  });
});

describe('a night', () => {
  it.each([
    ['tonight', FRIDAY_EVENING, 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (tonight)'],
    ['tonight', '2026-11-27T09:00', 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (tonight)'],
    ['2nite', IN_FRIDAY_NIGHT, 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (tonight)'],
    ['this evening?', '2026-11-28T05:59', 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (tonight)'],
    ['tonight', '2026-11-28T06:00', 'Sat 28 Nov 18:00 > Sun 29 Nov 06:00 (tonight)'],
    ['tomorrow night', FRIDAY_EVENING, 'Sat 28 Nov 18:00 > Sun 29 Nov 06:00 (tomorrow night)'],
    ['tomorrow night', IN_FRIDAY_NIGHT, 'Sat 28 Nov 18:00 > Sun 29 Nov 06:00 (tomorrow night)'],
    ['last night', SATURDAY_NOON, 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (last night)'],
    ['fri night', FRIDAY_EVENING, 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (Fri night 27 Nov)'],
    ['friday night', IN_FRIDAY_NIGHT, 'Fri 27 Nov 18:00 > Sat 28 Nov 06:00 (Fri night 27 Nov)'],
    ['sat evening', FRIDAY_EVENING, 'Sat 28 Nov 18:00 > Sun 29 Nov 06:00 (Sat night 28 Nov)'],
    ['28 nov night', FRIDAY_EVENING, 'Sat 28 Nov 18:00 > Sun 29 Nov 06:00 (Sat night 28 Nov)'],
  ])('%s, on %s', (text, at, expected) => {
    expect(read(text, at)).toBe(expected);
  });
});

describe('more and less than a day', () => {
  it.each([
    ['weekend', WEDNESDAY, 'Fri 27 Nov 18:00 > Mon 30 Nov 05:00 (this weekend)'],
    ['the weekend', IN_SATURDAY_NIGHT, 'Fri 27 Nov 18:00 > Mon 30 Nov 05:00 (this weekend)'],
    ['this weekend', '2026-11-30T04:00', 'Fri 27 Nov 18:00 > Mon 30 Nov 05:00 (this weekend)'],
    ['next weekend', WEDNESDAY, 'Fri 4 Dec 18:00 > Mon 7 Dec 05:00 (next weekend)'],
    ['this week', WEDNESDAY, 'Wed 25 Nov 00:00 > Mon 30 Nov 05:00 (this week)'],
    ['next week', WEDNESDAY, 'Mon 30 Nov 00:00 > Mon 7 Dec 05:00 (next week)'],
    ['next week', '2026-11-29T12:00', 'Mon 30 Nov 00:00 > Mon 7 Dec 05:00 (next week)'],
    ['sat morning', WEDNESDAY, 'Sat 28 Nov 00:00 > Sat 28 Nov 12:00 (Sat 28 Nov, morning)'],
    ['tomorrow afternoon', WEDNESDAY, 'Thu 26 Nov 12:00 > Thu 26 Nov 18:00 (Thu 26 Nov, afternoon)'],
    ['this morning', WEDNESDAY, 'Wed 25 Nov 00:00 > Wed 25 Nov 12:00 (Wed 25 Nov, morning)'],
  ])('%s, on %s', (text, at, expected) => {
    expect(read(text, at)).toBe(expected);
  });
});

describe('a clock time is an instant of the calendar day', () => {
  it.each([
    ...[
      'sat 2am',
      'sat 02:00',
      'Sat 02h00',
      'sat 2h',
      'sat at 2 am',
      '2am sat',
      'sat 0200',
      'SAT 2 a.m.',
      '28 nov 02:00',
    ].map((text) => [text, 'Sat 28 Nov 02:00']),
    ['28/11 2am', 'Sat 28 Nov 02:00'],
    ['2026-11-28 02:00', 'Sat 28 Nov 02:00'],
    ['28 nov 00:00', 'Sat 28 Nov 00:00'],
    ['sat 14h00', 'Sat 28 Nov 14:00'],
    ['sat 2.30pm', 'Sat 28 Nov 14:30'],
    ['sat 12am', 'Sat 28 Nov 00:00'],
    ['sat noon', 'Sat 28 Nov 12:00'],
    ['tomorrow 2am', 'Sat 28 Nov 02:00'],
    ['Sat 28 Nov 00:00-02:00 (Fri night)', 'Sat 28 Nov 00:00'],
    ['sat 22:00 to 24:00', 'Sat 28 Nov 22:00'],
    ['2am', 'Sat 28 Nov 02:00'],
    ['22:00', 'Fri 27 Nov 22:00'],
    ['midnight', 'Sat 28 Nov 00:00'],
    ['fri 22:00', 'Fri 27 Nov 22:00'],
    ['fri 2am', 'Fri 27 Nov 02:00'],
    ['next fri 2am', 'Fri 4 Dec 02:00'],
    ['1/12 23:00', 'Tue 1 Dec 23:00'],
  ])('%s', (text, expected) => {
    expect(read(text, FRIDAY_EVENING)).toBe(expected);
  });

  it('falls into the night that is named with it', () => {
    expect(read('fri night 2am', FRIDAY_EVENING)).toBe('Sat 28 Nov 02:00');
    expect(read('tonight 22:00', FRIDAY_EVENING)).toBe('Fri 27 Nov 22:00');
    expect(read('tonight 2am', IN_FRIDAY_NIGHT)).toBe('Sat 28 Nov 02:00');
    expect(read('tonight midnight', FRIDAY_EVENING)).toBe('Sat 28 Nov 00:00');
  });

  it('leaves open which midnight of a day is meant', () => {
    expect(read('sat midnight', FRIDAY_EVENING)).toBe('Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)');
    expect(read('midnight sat', FRIDAY_EVENING)).toBe('Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)');
  });

  it.each(['sat 25:00', 'sat 13pm', 'weekend 2am', 'sat 2:75', 'sat 02:00 blue'])('is not read from %s', (text) => {
    expect(read(text, FRIDAY_EVENING)).toBe(`unread: ${text}`);
  });
});

describe('zones with daylight saving', () => {
  it('cover the longer and the shorter night', () => {
    expect(read('sat', '2026-10-23T12:00', LONDON)).toBe('Sat 24 Oct 00:00 > Sun 25 Oct 05:00 (Sat 24 Oct)');
    expect(read('sun', '2026-03-27T12:00', LONDON)).toBe('Sun 29 Mar 00:00 > Mon 30 Mar 05:00 (Sun 29 Mar)');
    expect(read('tonight', '2026-03-28T20:00', LONDON)).toBe('Sat 28 Mar 18:00 > Sun 29 Mar 06:00 (tonight)');
  });

  it('move a time that is skipped forward, as the zone does', () => {
    expect(read('sun 01:30', '2026-03-27T12:00', LONDON)).toBe('Sun 29 Mar 02:30');
    expect(read('sun 02:30', '2026-03-06T12:00', NEW_YORK)).toBe('Sun 8 Mar 03:30');
  });

  it('take the day of the zone, not of UTC', () => {
    expect(read('today', '2026-11-27T22:30', NEW_YORK)).toBe('Fri 27 Nov 00:00 > Sat 28 Nov 05:00 (Fri 27 Nov)');
    expect(read('28 nov', '2026-11-27T23:30', NEW_YORK)).toBe('Sat 28 Nov 00:00 > Sun 29 Nov 05:00 (Sat 28 Nov)');
    expect(read('1 jan', '2026-12-31T23:30', NEW_YORK)).toBe('Fri 1 Jan 2027 00:00 > Sat 2 Jan 2027 05:00 (Fri 1 Jan)');
  });
});

it('reads nothing from nothing', () => {
  expect(read('', FRIDAY_EVENING)).toBeUndefined();
  expect(read(' please ', FRIDAY_EVENING)).toBeUndefined();
});

it('never throws, and a range never ends before it begins', () => {
  const bits = fc.constantFrom(
    'sat',
    'next',
    'night',
    '28',
    'nov',
    '/',
    '2am',
    ':',
    '00:00',
    'tonight',
    '-',
    'week',
    '2026',
    ' ',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.array(bits, { maxLength: 6 }).map((words) => words.join(' ')),
  );
  const zones = fc.constantFrom(JOHANNESBURG, LONDON, NEW_YORK);
  const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(text, moments, zones, (words, now, zone) => {
      const reading = readTimeWords(words, now, zone);
      if (!reading || 'unread' in reading) return true;
      const { when } = reading;
      return when.kind === 'exact' ? !Number.isNaN(when.at.getTime()) : when.from < when.to;
    }),
  );
});
