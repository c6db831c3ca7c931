import { beforeEach, expect, it } from 'vitest';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

/** As long as an SMS can be, and of what used to take quadratic time. */
const HOSTILE = ['-', ' ', '(', '.', ',', '"', '–', '1 ', "'", '\u0301', '😀', 'a-'].map((unit) =>
  `x${unit.repeat(1600)}`.slice(0, 1599).concat('x'),
);
/** It is stored, read, passed on and answered: the longer text costs a little more in each. It was 50 times. */
const MOST_TIMES = 5;
const ROUNDS = 5;

onBothDatabases((db, _, url) => {
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    await buildVolunteer(db(), { role: 'coordinator' });
  });

  it('a text of one character over and over costs little more than any other text that nobody can read', async () => {
    await using watch = await TestWatch.open(url());
    const timeOf = async (body: string) => {
      const { phone } = await buildVolunteer(db());
      const begun = performance.now();
      await watch.text(phone ?? '', body);
      return performance.now() - begun;
    };
    const quickest = async (body: string) => {
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < ROUNDS; round += 1) best = Math.min(best, await timeOf(body));
      return best;
    };
    await quickest('warming up, is it');
    const usual = await quickest('the moon has no business here');
    for (const body of HOSTILE) {
      expect(await quickest(body), JSON.stringify(body.slice(0, 5))).toBeLessThan(MOST_TIMES * usual + 5);
    }
    expect(watch.errors).toEqual([]);
  });
});
