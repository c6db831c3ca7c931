import { type EffectOf, eventAs } from '#src/conversation/turn.ts';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { changeBuddyOf } from './buddy.ts';
import { askOrDrop } from './dropping.ts';

/** A ref alone, after "Which one? Text DROP and its ref". */
export const onRefChosen: EffectOf<'onRefChosen'> = async (turn, { event, context }) => {
  const { ref } = eventAs(event, 'REF');
  const { askedRef, words } = context;
  if (askedRef?.command === 'DROP') return askOrDrop(turn, { ref, words, asked: null });
  return changeBuddyOf(turn, ref, readBuddyWords(words, turn.settings.region));
};
