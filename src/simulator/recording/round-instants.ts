import { MINUTE, SECOND } from '#src/platform/duration.ts';

/**
 * The instants to the second, if that changes no outcome, because seconds read better than milliseconds. Each limit of the
 * service is a number of minutes, between two instants or on the clock. So no two instants may come to lie on another side of a
 * whole number of minutes, and none may be equal that were not. Otherwise, the instants as they are.
 */
export function roundInstants(instants: readonly Date[]): Date[] {
  const exact = instants.map((instant) => instant.getTime());
  const rounded: number[] = [];
  for (const [index, instant] of exact.entries()) {
    const [before, roundedBefore] = [exact[index - 1], rounded[index - 1]];
    const second = Math.ceil(instant / SECOND) * SECOND;
    const isPushed = before !== undefined && roundedBefore !== undefined && before < instant && roundedBefore >= second;
    rounded.push(isPushed ? roundedBefore + SECOND : second);
  }
  return (isFaithful(exact, rounded) ? rounded : exact).map((time) => new Date(time));
}

function isFaithful(exact: readonly number[], rounded: readonly number[]): boolean {
  return exact.every((instant, index) => {
    const roundedInstant = rounded[index] ?? Number.NaN;
    if (!isOnSameSide(instant, roundedInstant)) return false;
    return exact.slice(0, index).every((earlier, position) => {
      return isOnSameSide(instant - earlier, roundedInstant - (rounded[position] ?? Number.NaN));
    });
  });
}

/** Of every whole number of minutes. */
function isOnSameSide(one: number, other: number): boolean {
  return (
    Math.floor(one / MINUTE) === Math.floor(other / MINUTE) && Math.ceil(one / MINUTE) === Math.ceil(other / MINUTE)
  );
}
