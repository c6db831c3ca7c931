import type { Clock } from '#src/platform/clock.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';

/** For an erasure at this instant. */
export function createErasureTools({ clock, secret }: { clock: Clock; secret: string }): ErasureTools {
  return { now: clock.now(), secret, nameless: textsFor(undefined).erasedPerson() };
}
