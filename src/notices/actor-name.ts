import type { Texts } from '#src/texts/texts.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';

/** The name of the person who acted, as the reader of a notice sees it. */
export function actorName(actor: Actor, texts: Texts): string {
  return actor.userId === undefined ? texts.theOperator() : firstName(actor.name);
}
