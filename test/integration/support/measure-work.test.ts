import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { measureWork } from '#test/support/budgets/measure-work.ts';
import { onDatabases } from '#test/support/databases.ts';

const ROUNDS = 20;
/** Other tests of this process may have timers, too. */
const OTHERS = 5;

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

onDatabases(['SQLite'], (db) => {
  it('a measurement leaves nothing running, whether its work succeeds or fails', async () => {
    const before = countTimers();
    for (let round = 0; round < ROUNDS; round += 1) {
      await measureWork(db(), () => db().raw('select 1'));
      await expect(measureWork(db(), () => Promise.reject(new Error('of the work')))).rejects.toThrow('of the work');
    }
    await wait(10);
    expect(countTimers()).toBeLessThanOrEqual(before + OTHERS);
  });
});
