import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundInstants } from '#src/simulator/recording/round-instants.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 27, 19, 0, 0);
const rounded = (...times: number[]) =>
  roundInstants(times.map((time) => new Date(START + time))).map((instant) => instant.getTime() - START);

describe('rounded instants', () => {
  it('have whole seconds, and none of them are equal that were not', () => {
    expect(rounded(100, 200, 5_300)).toEqual([1_000, 2_000, 6_000]);
  });

  it('move on if a whole number of minutes would lie on another side', () => {
    expect(rounded(100, 10 * MINUTE + 150)).toEqual([1_000, 10 * MINUTE + 2_000]);
  });

  it('have milliseconds only where they must', () => {
    expect(rounded(100, 10 * MINUTE + 50)).toEqual([1_000, 10 * MINUTE + 50]);
    expect(rounded(MINUTE - 1_010, 2 * MINUTE - 1_005)).toEqual([MINUTE - 1_010, 2 * MINUTE - 1_005]);
  });

  it('stay on a whole minute', () => {
    expect(rounded(0, 10 * MINUTE)).toEqual([0, 10 * MINUTE]);
  });

  it('change no comparison with a number of minutes', () => {
    const times = fc.array(fc.integer({ min: 0, max: 5 * MINUTE }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(times, fc.nat(5), (unsorted, minutes) => {
        const exact = unsorted.sort((one, other) => one - other);
        const shown = rounded(...exact);
        for (const [later, time] of exact.entries()) {
          for (let earlier = 0; earlier < later; earlier += 1) {
            const [real, written] = [time - (exact[earlier] ?? 0), (shown[later] ?? 0) - (shown[earlier] ?? 0)];
            expect(Math.sign(written - minutes * MINUTE)).toBe(Math.sign(real - minutes * MINUTE));
          }
        }
      }),
    );
  });
});
