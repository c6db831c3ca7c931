import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeTurns } from '#src/platform/take-turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('large work is done one at a time, in order', async () => {
  const run = takeTurns(async () => {});
  const first = Promise.withResolvers<void>();
  const begun: string[] = [];
  const work = (name: string, until: Promise<void>) => async () => {
    begun.push(name);
    await until;
  };
  const done = [run(work('first', first.promise)), run(work('second', Promise.resolve()))];
  await vi.waitFor(() => expect(begun).toEqual(['first']));
  first.resolve();
  await Promise.all(done);
  expect(begun).toEqual(['first', 'second']);
});

test('large work waits until nothing urgent is being done, but not for ever', async () => {
  const quiet = Promise.withResolvers<void>();
  const run = takeTurns(() => quiet.promise);
  const begun: string[] = [];
  const first = run(async () => void begun.push('first'));
  await setImmediate();
  await vi.advanceTimersByTimeAsync(999);
  expect(begun).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await first;
  const second = run(async () => void begun.push('second'));
  await setImmediate();
  await vi.advanceTimersByTimeAsync(500);
  expect(begun).toEqual(['first']);
  quiet.resolve();
  await second;
  expect(begun).toEqual(['first', 'second']);
});

test('work that fails does not stop the next', async () => {
  const run = takeTurns(async () => {});
  await expect(run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await run(async () => 'next')).toBe('next');
});

test('what is urgent begins between two pieces of large work, however many wait', async () => {
  vi.useRealTimers();
  let isQuiet = true;
  const run = takeTurns(() => (isQuiet ? Promise.resolve() : new Promise(() => {})));
  let pieces = 0;
  const work = async () => {
    pieces += 1;
  };
  for (let piece = 0; piece < 50; piece += 1) void run(work);
  // a text arrives at the next look of the event loop
  await setImmediate();
  isQuiet = false;
  const begun = pieces;
  await setImmediate();
  await setImmediate();
  expect(begun).toBeLessThan(3);
  expect(pieces).toBe(begun);
});
