import type { Clock } from '#src/platform/clock.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';

export interface ErasureSettings {
  clock: Clock;
  secret: string;
  textsFor: (language: string | undefined) => Texts;
}

/** For an erasure at this instant. */
export function createErasureTools({ clock, secret, textsFor }: ErasureSettings): ErasureTools {
  return { now: clock.now(), secret, nameless: textsFor(undefined).erasedPerson() };
}
