import { expect, test } from 'vitest';
import { createClockMover } from '#src/http/webhooks/clock-mover.ts';
import { movableClock } from '#src/platform/clock.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { at } from '#test/support/build-roster.ts';

const START = at('2026-11-27T18:00');

/** A clock whose timers run for as long as the test wants. */
function buildMover() {
  const clock = movableClock(START);
  let runs = Promise.resolve();
  const timers = {
    runDue: async () => {
      await runs;
      return 0;
    },
    areRunning: async () => false,
    findNextDueAt: async () => undefined,
  };
  const outbox = { run: async () => {}, drain: async () => 0, isBusy: async () => false };
  const mover = createClockMover(clock, { timers, outbox, journal: undefined, log: silentLog }, () => {});
  return {
    clock,
    mover,
    holdTimers: () => {
      const held = Promise.withResolvers<void>();
      runs = held.promise;
      // the mover may not wait for it yet
      held.promise.catch(() => {});
      return held;
    },
    freeTimers: () => {
      runs = Promise.resolve();
    },
  };
}

test('while timers run on the way, it says where the clock is going', async () => {
  const { clock, mover, holdTimers } = buildMover();
  expect(mover.target).toBeUndefined();
  const held = holdTimers();
  const target = after(START, HOUR);
  const moved = mover.move(() => target);
  await expect.poll(() => mover.target).toEqual(target);
  held.resolve();
  await moved;
  expect(mover.target).toBeUndefined();
  expect(clock.now().getTime() - target.getTime()).toBeLessThan(MINUTE);
});

test('a move is chosen when the one before it has ended', async () => {
  const { clock, mover } = buildMover();
  const hourOn = () => after(clock.now(), HOUR);
  await Promise.all([mover.move(hourOn), mover.move(hourOn), mover.move(() => undefined)]);
  const passed = clock.now().getTime() - START.getTime();
  expect(passed).toBeGreaterThanOrEqual(2 * HOUR);
  expect(passed).toBeLessThan(2 * HOUR + MINUTE);
});

test('a move that fails is told to its caller, and does not stop the next one', async () => {
  const { clock, mover, holdTimers, freeTimers } = buildMover();
  const held = holdTimers();
  const failing = mover.move(() => after(START, HOUR));
  held.reject(new Error('the database is gone'));
  await expect(failing).rejects.toThrow('the database is gone');
  expect(mover.target).toBeUndefined();
  freeTimers();
  await mover.move(() => after(START, 3 * HOUR));
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(after(START, 3 * HOUR).getTime());
});
