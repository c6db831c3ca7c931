import { Gauge, type Registry } from 'prom-client';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import type { Services } from '#src/services.ts';

/** Ended timers are counted over many rows, so this often at most. */
const COUNT_INTERVAL_MS = MINUTE;

/** Timers over all processes. Returns the function that reads their figures. */
export function timerMetrics(registry: Registry): (services: Pick<Services, 'timers' | 'clock'>) => Promise<void> {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const waiting = gauge('watchline_timers_waiting', 'Timers that have not run yet, due or not.');
  const due = gauge('watchline_timers_due', 'Due timers, without those that failed and wait for another attempt.');
  const oldest = gauge('watchline_timers_oldest_due_seconds', 'For how long the oldest due timer has been due.');
  const ended = gauge('watchline_timers_ended', 'Ended timers that are still kept, by kind and by how they ended.', [
    'kind',
    'status',
  ]);
  let countedAt = -COUNT_INTERVAL_MS;
  return async ({ timers, clock }) => {
    const state = await timers.readState();
    waiting.set(state.waiting);
    due.set(state.due.reduce((sum, { total }) => sum + total, 0));
    const now = clock.now().getTime();
    oldest.set(Math.max(0, ...state.due.map(({ since }) => now - since.getTime())) / SECOND);
    if (performance.now() - countedAt < COUNT_INTERVAL_MS) return;
    countedAt = performance.now();
    ended.reset();
    for (const { kind, status, total } of await timers.countEnded()) ended.set({ kind, status }, total);
  };
}
