import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlapsNone } from '#src/roster/bookings/interval.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => ({ startsAt: new Date(start), endsAt: new Date(start + length) }));

test('an interval is free where it overlaps none of those held, whether these overlap each other or not', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 12 }), interval, (held, asked) => {
      const overlapping = held.filter(({ startsAt, endsAt }) => asked.startsAt < endsAt && asked.endsAt > startsAt);
      expect(overlapsNone(held)(asked)).toBe(overlapping.length === 0);
    }),
  );
});

test('one that begins when another ends does not overlap it', () => {
  const held = [{ startsAt: new Date(10), endsAt: new Date(20) }];
  expect(overlapsNone(held)({ startsAt: new Date(20), endsAt: new Date(30) })).toBe(true);
  expect(overlapsNone(held)({ startsAt: new Date(0), endsAt: new Date(10) })).toBe(true);
  expect(overlapsNone(held)({ startsAt: new Date(19), endsAt: new Date(30) })).toBe(false);
});
