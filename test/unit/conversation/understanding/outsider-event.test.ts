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
