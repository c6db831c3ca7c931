import { describe, expect, it } from 'vitest';
import type { VolunteerEvent } from '#src/conversation/events.ts';
import { STATES, step } from '#src/conversation/machine/step.ts';
import { EMPTY_CONTEXT, type MachineEvent } from '#src/conversation/machine/vocabulary.ts';

/** The compiler sees to it that none is missing. */
const TYPES = Object.keys({
  ...{ JOIN: 0, CODE: 0, NAME: 0, SHIFTS: 0, MORE: 0, BOOK: 0, BUDDY: 0, MY: 0, DROP: 0, IN: 0, OUT: 0, REPORT: 0 },
  ...{ SIGHTING: 0, SHOW: 0, WHO: 0, SOS: 0, LIKELY_DANGER: 0, FORGET: 0, MENU: 0, BACK: 0, ADMIT: 0, REFUSE: 0 },
  ...{
    REMOVE: 0,
    ACK: 0,
    THANKS: 0,
    YES: 0,
    NO: 0,
    PROOF: 0,
    TWOFOLD_NO: 0,
    REASON: 0,
    NUMBER: 0,
    REF: 0,
    NAME_GIVEN: 0,
  },
  ...{ CODE_GIVEN: 0, BUDDY_GIVEN: 0, SEVERITY: 0, WORDS: 0, MEDIA: 0, FOR_PERSON: 0, EXPLAIN: 0, DOUBTFUL: 0 },
  ...{ UNCLEAR: 0, AUTOMATIC: 0 },
} satisfies Record<VolunteerEvent['type'], 0>) as VolunteerEvent['type'][];

/** Read only where we ask whether to give up a shift, or not typed by a person. */
const READ_ELSEWHERE: readonly string[] = ['TWOFOLD_NO', 'REASON', 'AUTOMATIC'];

describe.each([...STATES])('in the state %s', (state) => {
  it.each(TYPES.filter((type) => !READ_ELSEWHERE.includes(type)))('a text that means %s has an effect', (type) => {
    const context = { ...EMPTY_CONTEXT, reportId: 1, caseOpenUntil: Number.MAX_SAFE_INTEGER, bookingId: 1 };
    const text = { type, words: 'x', name: 'X', number: 1, severity: 1, at: 1, body: 'x', attachments: [] };
    const { effects } = step({ state, context }, text as unknown as MachineEvent);
    expect(effects.length).toBeGreaterThan(0);
  });

  it('a text that a phone wrote has none', () => {
    const text: MachineEvent = { type: 'AUTOMATIC', at: 1, body: 'x', attachments: [] };
    expect(step({ state, context: EMPTY_CONTEXT }, text).effects).toEqual([]);
  });
});
