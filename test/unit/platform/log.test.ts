import { expect, test } from 'vitest';
import { createLog, cutForLog, describeError, maskPhone } from '#src/platform/log.ts';

test('only the end of a phone number is shown, however it is written', () => {
  expect(maskPhone('+27821234567')).toBe('+27•••4567');
  expect(maskPhone('whatsapp:+27821234567')).toBe('whatsapp:+27•••4567');
  expect(maskPhone('0821234567')).toBe('•••4567');
  expect(maskPhone('FNB')).toBe('FNB');
});

test('an error is logged with its class, code and stack frames, but without values', () => {
  const words = 'two men\n    at the gate of 12 Oak, phone 0821234567\n    at +27821234567 (Thandi)';
  const error = Object.assign(new TypeError(`insert into "inbox" values ('${words}')`), { code: 'SQLITE_ERROR' });
  const described = describeError(error);
  expect(described).toMatchObject({ error: 'TypeError', code: 'SQLITE_ERROR' });
  expect(JSON.stringify(described)).not.toMatch(/gate|0821234567|Thandi|insert/);
  expect(String(described.at)).toContain('log.test.ts');
});

test('values are cut to 200 characters, and have no control characters', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  log.warn({ url: 'x'.repeat(60_000), list: ['y'.repeat(60_000)], count: 7, now: new Date(0) }, 'refused');
  log.warn({ url: 'a\n{"level":60}\u001b[31m\u009b31m\u202egpj.exe\u2028', half: '\ud83d' }, 'refused');
  const [long, odd] = lines.map((line) => JSON.parse(line));
  expect(long).toMatchObject({ url: `${'x'.repeat(199)}…`, list: [`${'y'.repeat(199)}…`], count: 7 });
  expect(long.now).toBe('1970-01-01T00:00:00.000Z');
  expect(lines[0]?.length).toBeLessThan(700);
  expect(odd).toMatchObject({ url: 'a�{"level":60}�[31m�31m�gpj.exe�', half: '�' });
  expect(lines).toHaveLength(2);
});

test('a value of 200 characters is not cut', () => {
  expect(cutForLog('x'.repeat(200))).toBe('x'.repeat(200));
  expect(cutForLog('x'.repeat(201))).toHaveLength(200);
  expect(cutForLog('Môre 👋')).toBe('Môre 👋');
});
