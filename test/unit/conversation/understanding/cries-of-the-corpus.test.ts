import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Expects } from '#src/conversation/events.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';

const ZONE = 'Africa/Johannesburg';
const EVERYWHERE: Expects[] = [
  ...([
    'nothing',
    'name',
    'code',
    'buddy',
    'severity',
    'words',
    'yesNo',
    'proof',
    'choice',
    'relay',
    'admission',
  ] as const),
];
/** Readings after which we would say that we did not understand, or take a cry for something else. */
const NOT_HEARD = new Set(['UNCLEAR', 'NAME_GIVEN', 'BUDDY_GIVEN', 'CODE_GIVEN', 'NUMBER', 'THANKS']);
const PARTS = EVERYWHERE.length;
const MOST_UNHEARD = 0.025;
/** HELP alone shows the menu, with the number to phone. */
const MENU = /^help$/i;

function read(body: string, expects: Expects): string {
  const circumstances = { now: parseInstant('2026-11-27T12:00', ZONE) as Date, zone: ZONE, region: 'ZA', expects };
  const sender = { isCoordinator: false, isMember: true, isListFresh: false };
  return understand({ body, attachments: [] }, { ...circumstances, ...sender }).type;
}

describe.each(['en', 'af', 'zu', 'xh', 'st', 'nso', 'tn'])('cries for help in %s', (language) => {
  const texts = readFileSync(`corpus/${language}/danger.txt`, 'utf8')
    .split('\n')
    .filter((text) => text && !MENU.test(text))
    .map((text) => text.replaceAll('\\n', '\n'));

  it('nearly all raise an alarm or are asked about', () => {
    const heard = texts.filter((text) => ['SOS', 'LIKELY_DANGER'].includes(read(text, 'nothing')));
    expect(heard.length / texts.length).toBeGreaterThan(0.95);
  });

  it('hardly any is taken for an answer, or not understood, whatever is expected', () => {
    // the places share the examples: each reads a part of its own
    const asked = EVERYWHERE.flatMap((expects, place) =>
      texts.filter((_, index) => index % PARTS === place).map((text) => ({ expects, text })),
    );
    const unheard = asked.filter(({ expects, text }) => NOT_HEARD.has(read(text, expects)));
    const list = unheard.map(({ expects, text }) => `${expects}: ${text}`).join('\n');
    expect(unheard.length / asked.length, list).toBeLessThan(MOST_UNHEARD);
  });
});
