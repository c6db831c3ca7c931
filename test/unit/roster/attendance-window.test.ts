import { expect, it } from 'vitest';
import { phaseAt, shiftsInWindow } from '#src/roster/attendance/attendance-window.ts';

const shift = { startsAt: new Date('2026-11-27T22:00:00Z'), endsAt: new Date('2026-11-28T00:00:00Z') };

it.each([
  ['2026-11-27T21:29:59.999Z', 'early'],
  ['2026-11-27T21:30:00Z', 'open'],
  ['2026-11-27T23:59:59.999Z', 'open'],
  ['2026-11-28T00:00:00Z', 'ended'],
  ['2026-11-28T11:59:59.999Z', 'ended'],
  ['2026-11-28T12:00:00Z', 'late'],
])('a shift from 22:00 to 00:00 is at %s: %s', (at, phase) => {
  expect(phaseAt(shift, new Date(at))).toBe(phase);
});

it('a search for shifts finds exactly those that are open or ended', () => {
  const isFound = (at: string) => {
    const { endsAfter, startsBefore } = shiftsInWindow(new Date(at));
    return shift.endsAt > endsAfter && shift.startsAt < startsBefore;
  };
  expect(['2026-11-27T21:30:00Z', '2026-11-28T11:59:59.999Z'].map(isFound)).toEqual([true, true]);
  expect(['2026-11-27T21:28:00Z', '2026-11-28T12:00:00Z'].map(isFound)).toEqual([false, false]);
});
