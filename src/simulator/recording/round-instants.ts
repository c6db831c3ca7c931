import { MINUTE, SECOND } from '#src/platform/duration.ts';

/**
 * The instants to the second, if that changes no outcome, because seconds read better than milliseconds. Each limit of the
 * service is a number of minutes, between two instants or on the clock. So no two instants may come to lie on another side of a
 * whole number of minutes, and none may be equal that were not. An instant may move by some seconds for that. Where it does
 * not help, the instants stay as they are.
 */
export function roundInstants(instants: readonly Date[]): Date[] {
  const exact = instants.map((instant) => instant.getTime());
  const rounded: number[] = [];
  for (const [index, instant] of exact.entries()) {
    const isFaithful = (candidate: number) =>
      isOnSameSide(instant, candidate) &&
      rounded.every((other, position) => isOnSameSide(instant - (exact[position] ?? 0), candidate - other));
    const candidate = candidatesFor(instant, rounded[index - 1]).find(isFaithful);
    if (candidate === undefined) return [...instants];
    rounded.push(candidate);
  }
  return rounded.map((time) => new Date(time));
}

/** How many seconds an instant may move. */
const MOST_MOVED = 5;

function candidatesFor(instant: number, before = instant): number[] {
  const next = Math.ceil(Math.max(instant, before) / SECOND) * SECOND;
  const later = Array.from({ length: MOST_MOVED }, (_, count) => next + count * SECOND);
  return [Math.ceil(instant / SECOND) * SECOND, ...later, Math.floor(instant / SECOND) * SECOND, instant];
}

/** Of every whole number of minutes. */
function isOnSameSide(one: number, other: number): boolean {
  return (
    Math.floor(one / MINUTE) === Math.floor(other / MINUTE) && Math.ceil(one / MINUTE) === Math.ceil(other / MINUTE)
  );
}
