import type { Config } from '#src/config.ts';
import { type Clock, movableClock, systemClock } from '#src/platform/clock.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import { StartError } from './start-error.ts';

/** The system clock, or with `CLOCK_START` a clock that can be moved. */
export function startClock({ CLOCK_START, TIME_ZONE }: Config): Clock {
  if (CLOCK_START === undefined) return systemClock;
  const start = parseInstant(CLOCK_START, TIME_ZONE);
  if (!start) throw new StartError('CLOCK_START must look like 2026-11-27T23:45.');
  return movableClock(start);
}
