import type { Turn } from '#src/conversation/turn.ts';
import type { BuddyRefusal } from '#src/roster/buddies/find-buddy-refusal.ts';

/**
 * Why this buddy cannot come, and how to name another: as an answer to the open question, or for the shift with this
 * ref.
 */
export function refusalText({ texts }: Turn, refusal: BuddyRefusal, ref?: string | undefined): string {
  switch (refusal.outcome) {
    case 'buddyIsSelf':
      return texts.ownNumber({ ref });
    case 'buddyBusy':
      throw new Error('only coordinators are told that a buddy is busy');
    case 'tooManyShifts':
      return texts.tooManyBuddyShifts({ ref });
    case 'tooManyNumbers':
      return texts.tooManyNumbers({ ref });
  }
}
