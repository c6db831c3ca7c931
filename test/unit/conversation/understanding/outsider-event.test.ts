import { describe, expect, it } from 'vitest';
import type { Expects } from '#src/conversation/events.ts';
import { understand } from '#src/conversation/understanding/understand.ts';

function read(body: string, expects: Expects): string {
  const setting = { now: new Date('2026-11-27T10:00:00Z'), zone: 'Africa/Johannesburg', region: 'ZA', expects };
  const sender = { isCoordinator: false, isMember: false, isListFresh: false };
  return understand({ body, attachments: [] }, { ...setting, ...sender }).type;
}

describe('a booking in a sentence, from somebody who is not a member', () => {
  const wish = 'can I take a shift on saturday night please';

  it('makes a stranger join', () => expect(read(wish, 'nothing')).toBe('JOIN'));

  it('gets the answer of somebody who waits', () => expect(read(wish, 'admission')).toBe('SHIFTS'));

  it.each(['name', 'code'] as const)('goes to the coordinators where a %s is asked for', (expects) =>
    expect(read(wish, expects)).toBe('UNCLEAR'),
  );
});

describe('the name of somebody who waits', () => {
  function nameIn(body: string): unknown {
    const setting = { now: new Date('2026-11-27T10:00:00Z'), zone: 'Africa/Johannesburg', region: 'ZA' };
    const sender = { expects: 'admission', isCoordinator: false, isMember: false, isListFresh: false } as const;
    const event = understand({ body, attachments: [] }, { ...setting, ...sender });
    return event.type === 'NAME' ? event.name : event.type;
  }

  it.each([
    ['NAME Ntombi Dlamini', 'Ntombi Dlamini'],
    ['my name is spelled wrong, my name is Ntombi Dlamini', 'Ntombi Dlamini'],
    ["You have me as Barbra. It is Barbara Oosthuizen, with three a's.", 'Barbara Oosthuizen'],
    ['my naam is Chantél Afrika, julle het my as Shantel daar', 'Chantél Afrika'],
    ['igama lami nguSibusiso Zwane', 'Sibusiso Zwane'],
    ["my name is wrong, it's spelt with a K", 'FOR_PERSON'],
    ['I am embarrassed, my name is spelled wrong on your list', 'FOR_PERSON'],
  ])('is corrected by "%s"', (text, name) => expect(nameIn(text)).toBe(name));

  it('is left to a coordinator if it is not in the text', () => {
    expect(nameIn('you spelled my name wrong')).toBe('FOR_PERSON');
  });
});

describe('the first text of a stranger', () => {
  it.each(['hello from one', 'hello from the other side'])('"%s" is greeted', (text) => {
    expect(['UNCLEAR', 'MENU', 'JOIN']).toContain(read(text, 'nothing'));
  });
});
