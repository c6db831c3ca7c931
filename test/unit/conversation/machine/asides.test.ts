import { expect, it } from 'vitest';
import { step } from '#src/conversation/machine/step.ts';
import { EMPTY_CONTEXT, type TextEvent } from '#src/conversation/machine/vocabulary.ts';

const TEXT = { at: new Date('2026-11-27T20:00Z').getTime(), body: 'hm', attachments: [] };
const QUESTIONS = ['askingBuddy', 'confirmingDrop', 'droppingOrKeeping', 'askingSeverity', 'placingMedia'];

it.each(QUESTIONS)(
  'at %s, what is answered keeps our question open, and is no text that we did not understand',
  (leaf) => {
    const state = `member.${leaf}`;
    const asides: TextEvent[] = [
      { type: 'EXPLAIN', about: 'language', ...TEXT },
      { type: 'MY', isAside: true, ...TEXT },
      { type: 'WHO', ...TEXT },
      { type: 'THANKS', ...TEXT },
    ];
    for (const aside of asides) {
      const { dialogue, effects } = step({ state, context: { ...EMPTY_CONTEXT, misses: 2 } }, aside);
      expect(dialogue.state, aside.type).toBe(state);
      expect(
        effects.map(({ name }) => name),
        aside.type,
      ).toContain('askAgain');
      expect(dialogue.context.misses, aside.type).toBe(0);
    }
    const unread = step({ state, context: { ...EMPTY_CONTEXT, misses: 2 } }, { type: 'UNCLEAR', words: 'hm', ...TEXT });
    expect(unread.dialogue.context.misses).toBe(3);
  },
);
