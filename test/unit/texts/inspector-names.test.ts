import { expect, test } from 'vitest';
import { createTimerKinds } from '#src/actions/timers/timer-kinds.ts';
import { STATES } from '#src/conversation/machine/step.ts';
import { createDialogueTimerKinds } from '#src/conversation/timers/dialogue-timer-kinds.ts';
import { enPages } from '#src/texts/en/pages/en-pages.ts';

const { inspector } = enPages;

test('the inspector has words for every state of a dialogue, and for no other', () => {
  expect(Object.keys(inspector.states).sort()).toEqual([...STATES].sort());
});

test('the inspector has words for every kind of timer, and for no other', () => {
  const parts = { settings: {} } as Parameters<typeof createTimerKinds>[0];
  const kinds = { ...createTimerKinds(parts), ...createDialogueTimerKinds(parts) };
  expect(Object.keys(inspector.timerKinds).sort()).toEqual(Object.keys(kinds).sort());
});

test('no words of the inspector are only a name of the code', () => {
  const words = [inspector.states, inspector.timerKinds, inspector.understood, inspector.askKinds].flatMap((each) =>
    Object.values(each),
  );
  expect(words.filter((each) => !/ /.test(each.trim()))).toEqual([]);
});
