import type { Turn } from '#src/conversation/turn.ts';
import type { BuddyRefusal } from '#src/roster/buddies/find-buddy-refusal.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';

/**
 * Why this buddy cannot come, and how to name another: as an answer to the open question, or for the shift with this
 * ref.
 */
export function refusalText({ texts }: Turn, refusal: BuddyRefusal, ref?: string | undefined): string {
  switch (refusal.outcome) {
    case 'buddyIsSelf':
      return texts.ownNumber({ ref });
    case 'buddyBusy':
      return texts.buddyIsBusy({ ref, buddy: shortName(refusal.name) });
    case 'tooManyNumbers':
      return texts.tooManyNumbers({ ref });
  }
}
