import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import { createRequestLimit } from '#src/platform/request-limit.ts';

test('an address may send as many requests as are allowed within a minute of its first', () => {
  let now = 5 * SECOND;
  const limit = createRequestLimit(2, () => now);
  expect([limit.count('a'), limit.count('a'), limit.count('b')]).toEqual([undefined, undefined, undefined]);
  now += 15.5 * SECOND;
  expect(limit.count('a')).toBe(45);
  expect(limit.count('b')).toBeUndefined();
  now = 5 * SECOND + MINUTE;
  expect([limit.count('a'), limit.count('a'), limit.count('a')]).toEqual([undefined, undefined, 60]);
});

test('an address that sent many requests is remembered while thousands of others send one', () => {
  const limit = createRequestLimit(1, () => 0);
  limit.count('a');
  for (let other = 0; other < 15_000; other += 1) limit.count(`other ${other}`);
  expect(limit.count('a')).toBe(60);
});
