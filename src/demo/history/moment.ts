import type { DemoWorld } from '#src/demo/demo-world.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import { addDays, instantAt, localDateOf } from '#src/platform/zoned-time.ts';

/** Counts from the Friday. */
export const FOUNDING_NIGHT = -21;

/** Something that happened at a time before the Friday evening. */
export interface Moment {
  at: Date;
  happen: (world: DemoWorld) => Promise<void>;
}

/** Instants by the night that they belong to. */
export interface Calendar {
  /** `night` counts from the Friday. An hour from 24 on is after midnight of the same night. */
  at(night: number, hour: number, minute?: number): Date;
  zone: string;
}

export function calendarOf(friday: Date, zone: string): Calendar {
  const date = localDateOf(friday, zone);
  return {
    zone,
    at: (night, hour, minute = 0) => instantAt(addDays(date, night + Math.floor(hour / 24)), hour % 24, minute, zone),
  };
}

/** The noon before anything happened. */
export function beginningOfHistory(friday: Date, zone: string): Date {
  return calendarOf(friday, zone).at(FOUNDING_NIGHT - 1, 12);
}

export function minutesAfter(instant: Date, minutes: number): Date {
  return after(instant, minutes * MINUTE);
}

export const PATROL_MS = 2 * HOUR;
