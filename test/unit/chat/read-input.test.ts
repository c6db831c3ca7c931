import { describe, expect, test } from 'vitest';
import { readInput } from '#src/chat/read-input.ts';

describe('a line typed into the chat', () => {
  test('is a text, as it is', () => {
    expect(readInput(' shifts  sat')).toEqual({ type: 'text', fields: { Body: ' shifts  sat', NumMedia: '0' } });
  });

  test.each([
    ['/photo', 'photo', ''],
    ['/photo of the gate', 'photo', 'of the gate'],
    ['/voice note.ogg', 'voice', 'note.ogg'],
  ])('%s sends a file', (line, kind, typed) => {
    expect(readInput(line)).toEqual({ type: 'file', kind, typed });
  });

  test.each([
    ['/place', '-33.92487', '18.42406'],
    ['/place -26.2 28.04', '-26.2', '28.04'],
    ['/place -26.2, 28.04', '-26.2', '28.04'],
    ['/place -26.2 28.04 Engen Garage', '-26.2', '28.04'],
  ])('%s sends a place', (line, latitude, longitude) => {
    expect(readInput(line)).toMatchObject({ type: 'text', fields: { Latitude: latitude, Longitude: longitude } });
  });

  test('switches the channel, moves the clock, lists timers, quits', () => {
    expect(readInput('/whatsapp')).toEqual({ type: 'channel', channel: 'whatsapp' });
    expect(readInput('/sms')).toEqual({ type: 'channel', channel: 'sms' });
    expect(readInput('/clock 2026-11-27T23:45')).toEqual({ type: 'clock', at: '2026-11-27T23:45' });
    expect(readInput('/timers')).toEqual({ type: 'timers' });
    expect(readInput('/quit')).toEqual({ type: 'quit' });
    expect(readInput('  ')).toEqual({ type: 'nothing' });
  });

  test.each(['/help', '/clock', '/place here', '/place 1', '/dance', '/toString', '/'])('%s gets help', (line) => {
    expect(readInput(line)).toMatchObject({ type: 'help' });
  });
});
