import type { Clock } from '#src/platform/clock.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import type { Eraser } from '#src/volunteers/erase-number.ts';

/** What the erasers need to know, at this moment. */
export function eraserOf({ clock, secret }: { clock: Clock; secret: string }): Eraser {
  return { now: clock.now(), secret, nameless: textsFor(undefined).nameless() };
}
