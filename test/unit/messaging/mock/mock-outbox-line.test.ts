import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLine, parseLine } from '#src/messaging/mock/mock-outbox-line.ts';

const at = new Date('2026-11-28T20:00:00.000Z');

it('writes a text as the documented line', () => {
  const body = '123456 is your Night Owls code. Text it back within 10 minutes.';
  expect(formatLine({ at, to: '+27821234567', type: 'otp', body })).toBe(
    '2026-11-28T20:00:00.000Z To: +27821234567, Type: otp, Body: 123456 is your Night Owls code. Text it back within 10 minutes.',
  );
});

it('writes line breaks as \\n and reads them back', () => {
  const line = formatLine({ at, to: 'whatsapp:+27821234567', type: 'answer', body: 'a\nb\r\nc, Body: d' });
  expect(line).toBe('2026-11-28T20:00:00.000Z To: whatsapp:+27821234567, Type: answer, Body: a\\nb\\nc, Body: d');
  expect(parseLine(line)).toEqual({ at, to: 'whatsapp:+27821234567', type: 'answer', body: 'a\nb\nc, Body: d' });
});

it('is always one line, and is read back unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (body) => {
      const line = formatLine({ at, to: '+27821234567', type: 'answer', body });
      expect(line).not.toMatch(/[\r\n\u2028\u2029\u0085]/);
      if (!body.includes('\\n'))
        expect(parseLine(line)?.body).toBe(body.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n'));
    }),
  );
});

it('does not read other lines', () => {
  expect(parseLine('')).toBeUndefined();
  expect(parseLine('2026-11-28T20:00:00.000Z To: +27821234567, Ty')).toBeUndefined();
});
