import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { SECOND } from '#src/platform/duration.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { channelOf } from '#src/volunteers/numbers/address.ts';
import { escapeWords } from './escape-words.ts';
import { namePeople } from './name-people.ts';
import type { ReceivedText, RecordedPerson, RecordedStep, Recording, RecordingStart } from './recording.ts';
import { roundInstants } from './round-instants.ts';

/** Messages of more segments fail a test, unless it says so. */
const MOST_SEGMENTS = 2;

/** Writes a recording as a file of `test/conversations`. Its README explains the lines. */
export function writeTranscript(recording: Recording): string {
  const { title, zone, start, people, steps } = recording;
  const names = namePeople(people);
  const instants = roundInstants(steps.map(({ at }) => at));
  const head = [
    `# ${escapeWords(title)}`,
    `# Recorded on the phones on the screen.`,
    `${clockLine(start.kind === 'demo' ? start.friday : (instants[0] ?? new Date(0)), zone)} ${zone}`,
    ...recording.settings,
    startLine(start, zone),
    ...people.map((person) => personLine(person, names)),
    ...idLines('next refs', recording.refs),
    ...idLines('next codes', recording.codes),
    ...idLines('next digits', recording.digits),
    '',
  ];
  return `${[...head, ...stepLines(recording, { names, instants })].join('\n')}\n`;
}

function startLine(start: RecordingStart, zone: string): string {
  if (start.kind === 'new') return 'a new watch';
  return `the demo watch, ${formatZoned(start.friday, zone, 'ccc d LLL yyyy HH:mm')}`;
}

function personLine({ identity, address, isInDemo }: RecordedPerson, names: ReadonlyMap<string, string>): string {
  const by = channelOf(address) === 'whatsapp' ? ' on WhatsApp' : '';
  return `${names.get(identity)} is ${isInDemo ? 'in the demo watch' : 'nobody yet'}${by}, ${identity}`;
}

function idLines(what: string, ids: readonly string[]): string[] {
  return ids.length > 0 ? [`${what} ${ids.join(' ')}`] : [];
}

interface Writing {
  names: ReadonlyMap<string, string>;
  instants: readonly Date[];
}

function stepLines({ zone, start, people, steps }: Recording, { names, instants }: Writing): string[] {
  const lines: string[] = [];
  const channels = new Map(people.map(({ identity, address }) => [identity, channelOf(address)]));
  let now = start.kind === 'demo' ? start.friday : instants[0];
  let heard: ReceivedText[] = [];
  const hear = () => {
    for (const { identity, body } of heard) lines.push(...receivedLines(names.get(identity) ?? '', body));
    heard = [];
  };
  for (const [index, step] of steps.entries()) {
    const isTogether = step.kind === 'text' && step.isTogether;
    if (!isTogether) {
      hear();
      const at = instants[index] ?? step.at;
      if (step.kind === 'move' || step.kind === 'wait') {
        lines.push('', `the clock moves to ${shortTime(at, zone, now)}`);
      } else if (at.getTime() !== now?.getTime()) lines.push(`clock: ${shortTime(at, zone, now)}`);
      now = at;
    }
    if (step.kind === 'text') {
      const channel = channelOf(step.address);
      if (channels.get(step.identity) !== channel) {
        // in the middle of texts that belong together, nothing else may stand
        lines.push(`${names.get(step.identity)} texts by ${channel === 'whatsapp' ? 'WhatsApp' : 'SMS'} now`);
        channels.set(step.identity, channel);
      }
    }
    lines.push(...doneLines(step, names));
    heard.push(...step.received);
  }
  hear();
  return lines;
}

function doneLines(step: RecordedStep, names: ReadonlyMap<string, string>): string[] {
  if (step.kind === 'text') {
    const written = [...step.attachments.map(attachmentMark), escapeWords(step.body)].filter(Boolean).join(' ');
    return [`${names.get(step.identity)} ${step.isTogether ? '>>' : '>'} ${written || '(empty)'}`];
  }
  if (step.kind !== 'report') return [];
  const which = step.textsSince === 0 ? 'the last text' : `the last text but ${step.textsSince}`;
  const why = step.errorCode === undefined ? '' : ` (${step.errorCode})`;
  return [`${names.get(step.identity)} ${REPORTED[step.status] ?? REPORTED.undelivered} ${which}${why}`];
}

const REPORTED: Partial<Record<string, string>> & { undelivered: string } = {
  delivered: 'got',
  read: 'read',
  undelivered: 'did not get',
};

function attachmentMark({ kind, latitude, longitude, label = '', address = '' }: Attachment): string {
  if (kind !== 'place') return kind === 'voice' ? '[voice note]' : '[photo]';
  const named = label ? ` ${escapePlace(label)}` : '';
  return `[place ${latitude} ${longitude}${named}${address ? `; ${escapePlace(address)}` : ''}]`;
}

function escapePlace(words: string): string {
  return escapeWords(words).replaceAll(';', '\\u{3b}').replaceAll(']', '\\u{5d}');
}

function receivedLines(name: string, body: string): string[] {
  const { segments } = measure(body);
  const note = segments > MOST_SEGMENTS ? [`(that was ${segments} segments)`] : [];
  const [first = '', ...others] = body.split('\n').map(escapeWords);
  const indent = ' '.repeat(name.length);
  return [`${name} < ${first}`, ...[...others, ...note].map((line) => `${indent} < ${line}`.trimEnd())];
}

function clockLine(instant: Date, zone: string): string {
  return `clock: ${longTime(instant, zone)}`;
}

/** Without the date, if it is the date of the clock. */
function shortTime(instant: Date, zone: string, now: Date | undefined): string {
  const dateOf = (date: Date) => formatZoned(date, zone, 'ccc d LLL yyyy');
  const isSameDay = now !== undefined && dateOf(instant) === dateOf(now) && isSameOffset(instant, now, zone);
  return isSameDay ? formatZoned(instant, zone, timeFormat(instant)) : longTime(instant, zone);
}

/** On the day of a clock change, some times exist twice. */
function isSameOffset(one: Date, other: Date, zone: string): boolean {
  return formatZoned(one, zone, 'ZZ') === formatZoned(other, zone, 'ZZ');
}

function longTime(instant: Date, zone: string): string {
  return formatZoned(instant, zone, `ccc d LLL yyyy ${timeFormat(instant)}`);
}

function timeFormat(instant: Date): string {
  if (instant.getTime() % SECOND !== 0) return 'HH:mm:ss.SSS';
  return instant.getUTCSeconds() === 0 ? 'HH:mm' : 'HH:mm:ss';
}
