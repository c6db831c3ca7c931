/** Durations are milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function after(instant: Date, duration: number): Date {
  return new Date(instant.getTime() + duration);
}

export function before(instant: Date, duration: number): Date {
  return new Date(instant.getTime() - duration);
}

export function earlierOf(one: Date, other: Date): Date {
  return new Date(Math.min(one.getTime(), other.getTime()));
}

export function laterOf(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}
