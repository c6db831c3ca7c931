import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { readLooseCommand } from '#src/conversation/understanding/commands/read-command.ts';
import { dangerTokens, isDanger, withoutNegated } from '#src/conversation/understanding/danger/match-danger-words.ts';
import { ACCEPTED_WORDS, type AcceptedWord, wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';
import type { WordPlace } from '#src/conversation/understanding/words/word-places.ts';

const ROOT = join(import.meta.dirname, '../../../../..');

/** https://help.twilio.com/articles/223134027: what Twilio takes by SMS, and what the network operators have it take. */
const NETWORK_WORDS = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/** Places whose words are never read in the same text at the same position. */
const NEVER_TOGETHER: readonly (readonly [WordPlace, WordPlace])[] = [
  // only after a yes or no to such a question
  ['decision', 'command'],
  ['decision', 'reserved'],
  ['decision', 'answer'],
  ['decision', 'ask'],
  ['decision', 'inside'],
  ['decision', 'wholeText'],
  ['decision', 'list'],
  ['decision', 'time'],
  ['decision', 'buddy'],
  ['decision', 'severity'],
  ['severity', 'buddy'],
  ['severity', 'time'],
  // words inside an answer stand behind others
  ...(['optOut', 'danger', 'command', 'wholeText', 'reserved', 'severity', 'buddy', 'time', 'list'] as const).map(
    (place) => ['inside', place] as const,
  ),
];

/** Words with two meanings, and what keeps them apart. */
const EXPLAINED: Record<string, string> = {
  yes: 'YES ends an opt-out of a number that has opted out, and is an ordinary yes otherwise',
  ok: 'to "how serious is it?" ok means quiet, and to all other questions it is a yes',
  okay: 'like ok',
  evening: 'as a whole text it is a greeting, and behind a day it is a time',
  more: 'MORE; the Afrikaans word for tomorrow counts only with its circumflex',
  'not yet': 'at "who is coming?" nobody yet; if an ask is newer, it takes nothing and is asked again',
  alone: 'the coming answer to "is your buddy with you?" means the same as it does when a shift is booked',
};

/** Danger decides first, unless the word is the whole text. */
const ALSO_DANGER: Record<string, string> = {
  help: 'HELP alone shows the menu, and with other words it is an SOS or goes to the coordinators',
  emergency: 'in answer to "how serious is it?" it files an incident, which raises the same alarm',
  police: 'coordinators will text POLICE with a case number behind it',
};

/** Capital words of our texts that nobody is asked to text. */
const ONLY_SHOWN = new Set(['NOT', 'A', 'MEMBER', 'LIKELY', 'DANGER', 'PDF']);
/** Months are read by chrono. */
const MONTH = 'NOV';

const key = ({ word }: Pick<AcceptedWord, 'word'>) => tokensOf(word).join(' ');
const described = ({ language, place, meaning, word }: AcceptedWord) => `${word} [${place} ${meaning}] (${language})`;

function areReadTogether(one: WordPlace, other: WordPlace): boolean {
  return !NEVER_TOGETHER.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
}

describe('the words that we accept', () => {
  const byKey = Map.groupBy(ACCEPTED_WORDS, key);

  it('are many, in seven languages', () => {
    expect(ACCEPTED_WORDS.length).toBeGreaterThan(500);
    expect(new Set(ACCEPTED_WORDS.map(({ language }) => language)).size).toBe(7);
  });

  it('are written as they are compared', () => {
    const wrong = ACCEPTED_WORDS.filter(
      ({ word }) => word !== word.toLowerCase().replace(/[‘’]/g, "'") || tokensOf(word).length === 0,
    );
    expect(wrong.map(described)).toEqual([]);
  });

  it('have one meaning in each place', () => {
    const clashes = [...byKey.values()].flatMap((entries) => {
      const places = Map.groupBy(entries, ({ place }) => place);
      return [...places.values()].filter((same) => new Set(same.map(({ meaning }) => meaning)).size > 1);
    });
    expect(clashes.map((entries) => entries.map(described))).toEqual([]);
  });

  it('stand in the table once for each place', () => {
    const twice = [...Map.groupBy(ACCEPTED_WORDS, (entry) => `${entry.place} ${entry.word}`).values()].filter(
      ({ length }) => length > 1,
    );
    expect(twice.map((entries) => entries.map(described))).toEqual([]);
  });

  it('have no second meaning in a place that is read together with it', () => {
    const clashes = [...byKey].flatMap(([word, entries]) => {
      if (word in EXPLAINED) return [];
      const others = entries.filter((entry) =>
        entries.some(
          (other) => other !== entry && other.place !== entry.place && areReadTogether(entry.place, other.place),
        ),
      );
      return others.length > 0 ? [others.map(described)] : [];
    });
    expect(clashes).toEqual([]);
  });

  it('are explained only where they have two meanings', () => {
    expect(Object.keys(EXPLAINED).filter((word) => (byKey.get(word)?.length ?? 0) < 2)).toEqual([]);
  });

  it('are not danger words', () => {
    const dangerous = ACCEPTED_WORDS.filter(({ place }) => place !== 'danger').filter(({ word }) =>
      isDanger(withoutNegated(dangerTokens(word))),
    );
    expect([...new Set(dangerous.map(({ word }) => word))].sort()).toEqual(Object.keys(ALSO_DANGER).sort());
  });

  it('are not read as a misspelt command', () => {
    const circumstances = {
      now: new Date('2026-11-27T16:00:00Z'),
      zone: 'Africa/Johannesburg',
      region: 'ZA',
      expects: 'nothing',
      isCoordinator: true,
    } as const;
    const free = ACCEPTED_WORDS.filter(({ place }) =>
      ['reserved', 'answer', 'ask', 'severity', 'buddy', 'inside'].includes(place),
    );
    const others = free.filter(({ word }) => {
      const [first = ''] = tokensOf(word);
      return (
        !wordsFor('command', 'IN', 'OUT', 'WHO', 'MY').includes(first) && readLooseCommand(`${word} k7`, circumstances)
      );
    });
    expect(others.map(described)).toEqual([]);
  });
});

describe('the words of the networks', () => {
  it('end and start our texts for us as they do for Twilio', () => {
    const lower = (words: string[]) => words.map((word) => word.toLowerCase()).sort();
    expect(wordsFor('optOut', 'stop', 'stopOrShift').sort()).toEqual(lower(NETWORK_WORDS.stop));
    expect(wordsFor('optOut', 'start', 'yesOrStart').sort()).toEqual(lower(NETWORK_WORDS.start));
    expect(wordsFor('command', 'MENU')).toEqual(expect.arrayContaining(lower(NETWORK_WORDS.help)));
  });

  it('have no other meaning', () => {
    const taken = new Set(
      Object.values(NETWORK_WORDS)
        .flat()
        .map((word) => word.toLowerCase()),
    );
    const ours = ACCEPTED_WORDS.filter((entry) => taken.has(key(entry)) && entry.place !== 'optOut');
    expect(ours.map(described)).toEqual([
      'help [command MENU] (en)',
      'info [command MENU] (en)',
      'yes [answer yes] (en)',
    ]);
  });
});

describe('the words that our texts teach', () => {
  const taught = wordsInCapitals();

  it('are found', () => {
    expect(taught).toEqual(expect.arrayContaining(['SHIFTS', 'NONE', 'Y', 'SOS', 'STOP', 'BACK', 'ACK']));
    expect(taught.length).toBeGreaterThan(25);
  });

  it('are in the table', () => {
    const known = new Set(ACCEPTED_WORDS.map(({ word }) => word.toUpperCase()));
    expect(taught.filter((word) => word !== MONTH && !known.has(word) && !ONLY_SHOWN.has(word))).toEqual([]);
    expect([...ONLY_SHOWN].filter((word) => !taught.includes(word))).toEqual([]);
  });

  it('are not words that a network takes, except to stop and start our texts', () => {
    const taken = Object.values(NETWORK_WORDS).flat();
    expect(taught.filter((word) => taken.includes(word)).sort()).toEqual(['START', 'STOP']);
  });
});

/** Words in capitals in the strings of our texts. One file has only formats of dates, and one the patterns of our own words. */
function wordsInCapitals(): string[] {
  const words = globSync('src/texts/en/*.ts', { cwd: ROOT }).flatMap((file) => {
    if (/(?:own-words|dates)\.ts$/.test(file)) return [];
    const strings = stringsIn(parseAst(readFileSync(join(ROOT, file), 'utf8'), { lang: 'ts' }));
    return strings.flatMap((text) => text.match(/(?<![\p{L}\p{N}'])\p{Lu}+(?![\p{L}\p{N}'])/gu) ?? []);
  });
  return [...new Set(words)].sort();
}

function stringsIn(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return [];
  if ('type' in node && node.type === 'ImportDeclaration') return [];
  const own = ownString(node as Record<string, unknown>);
  return [...(own === undefined ? [] : [own]), ...Object.values(node).flatMap(stringsIn)];
}

function ownString(node: Record<string, unknown>): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'TemplateElement' ? (node.value as { cooked: string }).cooked : undefined;
}
