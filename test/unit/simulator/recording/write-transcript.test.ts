import { describe, expect, it } from 'vitest';
import type { RecordedStep, Recording } from '#src/simulator/recording/recording.ts';
import { writeTranscript } from '#src/simulator/recording/write-transcript.ts';
import { parseTranscript } from '#test/support/transcript/parse-transcript.ts';
import { readMedia } from '#test/support/transcript/read-media.ts';

const START = new Date('2026-11-27T19:00:05Z');
const [ANN, THANDI] = ['+27825550100', '+27821234567'] as const;
const later = (seconds: number) => new Date(START.getTime() + 1000 * seconds);

function recordingOf(steps: readonly RecordedStep[], more: Partial<Recording> = {}): Recording {
  return {
    title: 'A first evening',
    zone: 'Africa/Johannesburg',
    start: { kind: 'new' },
    settings: [],
    people: [
      { identity: ANN, address: ANN, name: 'Ann', isInDemo: false },
      { identity: THANDI, address: `whatsapp:${THANDI}`, name: 'Thandi Nkosi', isInDemo: false },
    ],
    refs: [],
    codes: [],
    digits: [],
    steps,
    ...more,
  };
}

function text(body: string, more: Partial<Extract<RecordedStep, { kind: 'text' }>> = {}): RecordedStep {
  const said = { at: START, identity: ANN, address: ANN, body, attachments: [], isTogether: false, received: [] };
  return { kind: 'text', ...said, ...more };
}

const linesOf = (recording: Recording) => writeTranscript(recording).split('\n');

describe('a recording as a transcript', () => {
  it('begins with the watch, its settings and the people, and gives refs and codes in order', () => {
    const settings = ['JOIN_POLICY is approval', 'WATCH_NAME is Day Owls'];
    const recording = recordingOf([text('hi')], { settings, refs: ['K7', 'P4'], codes: ['713881'] });
    expect(linesOf(recording)).toEqual([
      '# A first evening',
      '# Recorded on the phones on the screen.',
      'clock: Fri 27 Nov 2026 21:00:05 Africa/Johannesburg',
      'JOIN_POLICY is approval',
      'WATCH_NAME is Day Owls',
      'a new watch',
      'Ann is nobody yet, +27825550100',
      'Thandi Nkosi is nobody yet on WhatsApp, +27821234567',
      'next refs K7 P4',
      'next codes 713881',
      '',
      'Ann > hi',
      '',
    ]);
  });

  it('begins with the demo watch at its own time', () => {
    const friday = new Date('2026-11-27T19:00:00Z');
    const people = [{ identity: ANN, address: ANN, name: 'Ann', isInDemo: true }];
    const lines = linesOf(recordingOf([text('hi')], { start: { kind: 'demo', friday }, people }));
    expect(lines.slice(2, 5)).toEqual([
      'clock: Fri 27 Nov 2026 21:00 Africa/Johannesburg',
      'the demo watch, Fri 27 Nov 2026 21:00',
      'Ann is in the demo watch, +27825550100',
    ]);
    expect(lines).toContain('clock: 21:00:05');
  });

  it('says at each text when it came, whom it reached, and what passed meanwhile', () => {
    const steps: RecordedStep[] = [
      text('book sat', { received: [{ identity: ANN, body: 'Booked:\n\n1. Sat' }] }),
      { kind: 'move', at: later(3600), received: [{ identity: THANDI, body: 'Soon' }] },
      text('in', { at: later(3607), identity: THANDI, address: THANDI }),
      text('in', { at: later(3607), identity: THANDI, address: THANDI, isTogether: true }),
      {
        kind: 'report',
        at: later(3700),
        identity: THANDI,
        status: 'undelivered',
        errorCode: '30003',
        textsSince: 0,
        received: [],
      },
      {
        kind: 'report',
        at: later(3701),
        identity: THANDI,
        status: 'undelivered',
        errorCode: undefined,
        textsSince: 2,
        received: [],
      },
      { kind: 'wait', at: later(3 * 3600), received: [] },
    ];
    expect(linesOf(recordingOf(steps)).slice(7, -1)).toEqual([
      'Ann > book sat',
      'Ann < Booked:',
      '    <',
      '    < 1. Sat',
      '',
      'the clock moves to 22:00:05',
      'Thandi Nkosi < Soon',
      'clock: 22:00:12',
      'Thandi Nkosi texts by SMS now',
      'Thandi Nkosi > in',
      'Thandi Nkosi >> in',
      'clock: 22:01:45',
      'Thandi Nkosi did not get the last text (30003)',
      'clock: 22:01:46',
      'Thandi Nkosi did not get the last text but 2',
      '',
      'the clock moves to Sat 28 Nov 2026 00:00:05',
    ]);
  });

  it.each([
    ['', '(empty)'],
    ['(empty)', '\\(empty)'],
    ['[photo] of the gate', '\\[photo] of the gate'],
    ['[place 1 2]', '\\[place 1 2]'],
    ['two\nlines', 'two\\nlines'],
    ['C:\\new', 'C:\\\\new'],
    [' spaces ', '\\u{20}spaces\\u{20}'],
    ['a\u00a0b\u200bc', 'a\\u{a0}b\\u{200b}c'],
    ['👩‍🚒 é', '👩‍🚒 é'],
    ['Ann < (nothing)', 'Ann < (nothing)'],
    ['# restart', '# restart'],
  ])('writes the words %j as %j, and they are read as they were', (body, written) => {
    const transcript = writeTranscript(recordingOf([text(body)]));
    expect(transcript).toContain(`\nAnn > ${written}\n`);
    const said = parseTranscript(transcript).find((step) => step.kind === 'says');
    expect(said && readMedia(said.text)).toEqual({ body, attachments: [] });
  });

  it('writes files and a place before the words, and they are read as they were', () => {
    const place = { kind: 'place', latitude: -33.92, longitude: 18.42, label: 'A; B]', address: '1 Main Rd' } as const;
    const photo = { kind: 'photo', url: 'http://127.0.0.1/x', contentType: 'image/png' } as const;
    const voice = { ...photo, kind: 'voice' } as const;
    const transcript = writeTranscript(recordingOf([text('here', { attachments: [photo, voice, place] })]));
    const said = parseTranscript(transcript).find((step) => step.kind === 'says');
    const read = said && readMedia(said.text);
    expect(read?.body).toBe('here');
    expect(read?.attachments.map(({ kind }) => kind)).toEqual(['photo', 'voice', 'place']);
    expect(read?.attachments.at(-1)).toEqual(place);
  });

  it('marks a message of more than two segments, as the player does', () => {
    const body = 'x'.repeat(400);
    const lines = linesOf(recordingOf([text('hi', { received: [{ identity: ANN, body }] })]));
    expect(lines.slice(-3)).toEqual([`Ann < ${body}`, '    < (that was 3 segments)', '']);
  });

  it('tells people of one name apart, and makes no name a line of another kind', () => {
    const names = ['Ann', 'ann', undefined, undefined, 'Bo is a volunteer, +1', '# note', '7', 'Ünal Öz 2', 'A > B: C'];
    const people = names.map((name, index) => {
      const identity = `+2782555010${index}`;
      return { identity, address: identity, name, isInDemo: false };
    });
    const steps = people.map(({ identity }) => text('hi', { identity, address: identity }));
    const parsed = parseTranscript(writeTranscript(recordingOf(steps, { people })));
    const said = parsed.flatMap((step) => (step.kind === 'says' ? [step.name] : []));
    expect(said).toEqual([
      ...['Ann', 'ann 2', 'Somebody', 'Somebody 2', 'Bo a volunteer 1', 'note', 'Somebody 7', 'Ünal Öz 2', 'A B C'],
    ]);
    expect(parsed.flatMap((step) => (step.kind === 'person' ? [step.phone] : []))).toEqual(
      people.map(({ identity }) => identity),
    );
  });
});
