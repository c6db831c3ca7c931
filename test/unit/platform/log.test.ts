import { expect, test } from 'vitest';
import { describeError, maskPhone } from '#src/platform/log.ts';

test('of a number the end is shown, whatever it is written like', () => {
  expect(maskPhone('+27821234567')).toBe('+27•••4567');
  expect(maskPhone('whatsapp:+27821234567')).toBe('whatsapp:+27•••4567');
  expect(maskPhone('0821234567')).toBe('•••4567');
  expect(maskPhone('FNB')).toBe('FNB');
});

test('of an error its class, its code and our own lines are told, and no value', () => {
  const words = 'two men\n    at the gate of 12 Oak, phone 0821234567\n    at +27821234567 (Thandi)';
  const error = Object.assign(new TypeError(`insert into "inbox" values ('${words}')`), { code: 'SQLITE_ERROR' });
  const described = describeError(error);
  expect(described).toMatchObject({ error: 'TypeError', code: 'SQLITE_ERROR' });
  expect(JSON.stringify(described)).not.toMatch(/gate|0821234567|Thandi|insert/);
  expect(String(described.at)).toContain('log.test.ts');
});
