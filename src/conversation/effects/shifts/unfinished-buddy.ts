import type { BuddyWords, KnownBuddy, UnfinishedBuddy } from '#src/conversation/events.ts';
import type { Texts } from '#src/texts/texts.ts';

/** Whether the answer names a buddy, or nobody, so that the shift can be booked. */
export function isKnown(buddy: BuddyWords): buddy is KnownBuddy {
  return buddy.kind === 'none' || buddy.kind === 'named';
}

/**
 * How to name the buddy: as an answer to the open question, or for the shift with this ref. `askAgain` is our usual question.
 */
export function unfinishedText(
  texts: Texts,
  buddy: UnfinishedBuddy,
  { ref, askAgain }: { ref?: string; askAgain: () => string },
): string {
  switch (buddy.kind) {
    case 'malformed':
      return texts.malformedNumber({ ref, digits: buddy.digits.slice(0, 20) });
    case 'relation':
      return texts.askBuddyName({ ref, whose: buddy.whose });
    case 'several':
      return texts.askOneBuddy({ ref, names: buddy.names.slice(0, 3) });
    case 'open':
      return askAgain();
  }
}
