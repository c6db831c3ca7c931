import { expect, it } from 'vitest';
import { asksSomething, STATES, step } from '#src/conversation/machine/step.ts';
import { type EffectName, EMPTY_CONTEXT, type TextEvent } from '#src/conversation/machine/vocabulary.ts';

const NOW = new Date('2026-11-27T20:00Z').getTime();
/** These pass the words on, add them to a case that coordinators read, or give them to the coordinator who wrote. */
const HEARD: readonly EffectName[] = [
  'onForPerson',
  'onAddition',
  'onHelpAsked',
  'onFirstWords',
  'onRelay',
  'askAgain',
];

function said(isRelayed: boolean): TextEvent {
  const words = 'who has the torch?';
  const text = { at: NOW, body: words, attachments: [], isRelayed };
  return { type: 'FOR_PERSON', words, intent: 'person', isHarmless: true, ...text };
}

it('in every state, what only a person can answer goes to one, and an open question stays open', () => {
  for (const state of STATES) {
    for (const isRelayed of [false, true]) {
      const { dialogue, effects } = step({ state, context: EMPTY_CONTEXT }, said(isRelayed));
      const names = effects.map(({ name }) => name);
      const place = `${state}${isRelayed ? ', a coordinator wrote' : ''}`;
      expect(
        names.filter((name) => HEARD.includes(name)),
        place,
      ).not.toEqual([]);
      if (asksSomething({ state, context: EMPTY_CONTEXT })) expect(dialogue.state, place).toBe(state);
    }
  }
});

it('while a case is open, it is added to the case', () => {
  const context = { ...EMPTY_CONTEXT, reportId: 1, caseOpenUntil: NOW + 60_000 };
  const { dialogue, effects } = step({ state: 'member.idle', context }, said(false));
  expect(effects.map(({ name }) => name)).toEqual(['onAddition']);
  expect(dialogue.state).toBe('member.adding');
});

it('at a question, the words are passed on and the question is asked again', () => {
  const { effects } = step({ state: 'member.askingBuddy', context: EMPTY_CONTEXT }, said(false));
  expect(effects.map(({ name }) => name)).toEqual(['onForPerson', 'askAgain']);
});
