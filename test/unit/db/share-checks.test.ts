import { expect, test } from 'vitest';
import { shareChecks } from '#src/db/share-checks.ts';

/** A check that ends when the test says so, and returns its number. */
function controlledCheck() {
  const running: PromiseWithResolvers<number>[] = [];
  const check = shareChecks(() => {
    const begun = Promise.withResolvers<number>();
    running.push(begun);
    return begun.promise;
  });
  return { check, running, settled: () => new Promise(setImmediate) };
}

test('callers that wait together share one check', async () => {
  const { check, running, settled } = controlledCheck();
  const calls = [check(), check(), check()];
  await settled();
  expect(running.length).toBe(1);
  running[0]?.resolve(1);
  expect(await Promise.all(calls)).toEqual([1, 1, 1]);
});

test('whoever calls while a check runs gets the next one, which begins when the first has ended', async () => {
  const { check, running, settled } = controlledCheck();
  const first = check();
  await settled();
  const [late, later] = [check(), check()];
  await settled();
  expect(running.length).toBe(1);
  running[0]?.resolve(1);
  expect(await first).toBe(1);
  await settled();
  expect(running.length).toBe(2);
  running[1]?.resolve(2);
  expect(await Promise.all([late, later])).toEqual([2, 2]);
});

test('a check that fails fails only for its own callers', async () => {
  const { check, running, settled } = controlledCheck();
  const first = check();
  await settled();
  const second = check();
  running[0]?.reject(new Error('busy'));
  await expect(first).rejects.toThrow('busy');
  await settled();
  running[1]?.resolve(2);
  expect(await second).toBe(2);
});
