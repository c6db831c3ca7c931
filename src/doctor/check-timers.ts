import type { DueTimers, TimerState } from '#src/db/timers/read-timers.ts';
import { ageWords } from './check-workers.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

export interface TimerFacts {
  now: Date;
  state: TimerState;
  /** The kinds of which some should have run some minutes ago. */
  late: readonly DueTimers[];
  /** Timers of the last seven days that failed for good. */
  failed: number;
}

export function checkTimers(facts: TimerFacts): Finding[] {
  return [...checkLate(facts), ...checkFailing(facts)];
}

function checkLate({ now, late, state }: TimerFacts): Finding[] {
  const held = state.held > 0 ? `; ${state.held} are held since a restore` : '';
  if (late.length === 0) return [ok(`timers: none is late${held}`)];
  return late.map(({ kind, total, since }) => {
    const what = `timers: ${total} of the kind ${kind} LATE, the oldest by ${ageWords(now.getTime() - since.getTime())}`;
    return wrong(what, 'Look in the log for "timer failed" and "timers failed", and restart the service');
  });
}

function checkFailing({ state, failed }: TimerFacts): Finding[] {
  const counts = [
    ...(state.failing > 0 ? [`${state.failing} fail and are tried again`] : []),
    ...(failed > 0 ? [`${failed} failed for good in the last 7 days`] : []),
  ];
  if (counts.length === 0) return [];
  return [warn(`timers: ${counts.join(', ')}`, 'See why: look in the log for "timer failed"')];
}
