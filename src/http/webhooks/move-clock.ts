import { setTimeout as wait } from 'node:timers/promises';
import type { HttpCall } from '#src/http/framework/context.ts';
import type { MovableClock } from '#src/platform/clock.ts';
import { SECOND } from '#src/platform/duration.ts';

/** How long the messages of one step may take. They take longer only while sending is paused or held. */
const LONGEST_WAIT_MS = 2 * SECOND;
const POLL_MS = 10;

export interface ClockMove {
  clock: MovableClock;
  services: {
    timers: Pick<HttpCall['services']['timers'], 'runDue' | 'areRunning' | 'findNextDueAt'>;
    outbox: HttpCall['services']['outbox'];
  };
  /** Wakes the dispatcher. */
  onMoved: () => void;
}

/**
 * Moves the clock. On the way forward it stops wherever a timer is due, runs that timer and has its messages sent, so that
 * everything happens at its own time and in its order. Going back, it moves at once.
 */
export async function moveClock({ clock, services, onMoved }: ClockMove, target: Date): Promise<void> {
  const { timers, outbox } = services;
  let waitsForMessages = true;
  const runDue = async () => {
    await timers.runDue();
    onMoved();
    const isIdle = async () => !(await timers.areRunning()) && !(await outbox.isBusy());
    if (waitsForMessages) waitsForMessages = await becomesTrue(isIdle);
  };
  if (target <= clock.now()) clock.moveTo(target);
  await runDue();
  while (clock.now() < target) {
    const next = await timers.findNextDueAt();
    // each step takes a moment, in which the clock goes on
    if (clock.now() < target) clock.moveTo(next && next < target ? next : target);
    await runDue();
  }
}

async function becomesTrue(condition: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + LONGEST_WAIT_MS;
  while (!(await condition())) {
    if (performance.now() >= until) return false;
    await wait(POLL_MS);
  }
  return true;
}
