import { globSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expects, VolunteerEvent } from '#src/conversation/events.ts';
import { tellsOfHiding } from '#src/conversation/understanding/danger/hiding.ts';
import {
  DANGER_LANGUAGES,
  type DangerFile,
  dangerTokens,
  readDangerFile,
} from '#src/conversation/understanding/danger/match-danger-words.ts';
import { namesPlaceOrWeapon } from '#src/conversation/understanding/danger/place-or-weapon.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import { textsFor } from '#src/texts/texts-for.ts';

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
const CONTEXT = [
  'whole',
  'taken-back',
  'finished',
  'unlikely',
  'now',
  'places',
  'weapons',
  'counted',
  'hiding',
  'sos-test',
] as const;
const FILES: DangerFile[] = [
  ...DANGER_LANGUAGES.flatMap((language) => [`certain/${language}`, `likely/${language}`] as const),
  ...CONTEXT.map((name) => `context/${name}` as const),
];
const FEWEST = 40;

function read(body: string, { expects = 'nothing' as Expects, isCoordinator = false } = {}): VolunteerEvent {
  // by day, so that HELP with words after it proves nothing
  const now = parseInstant('2026-11-27T12:00', ZONE) as Date;
  return understand({ body, attachments: [] }, { now, zone: ZONE, region: 'ZA', expects, isCoordinator });
}

/** An entry as somebody may type it: its `...` and `*` are filled in. Of `gun/knife`, each word is typed once. */
function typed(entry: string): string[] {
  const words = entry.split(' ').map((word) => word.split('/'));
  const most = Math.max(...words.map(({ length }) => length));
  const fill = (word: string) => (word === '...' ? 'xx' : word.replace(/^\*/, 'ba').replace(/\*$/, 'a'));
  return Array.from({ length: most }, (_, turn) => words.map((each) => fill(each[turn % each.length] ?? '')).join(' '));
}

/** An incident raises the same alarm as an SOS. */
function heardAs(event: VolunteerEvent): string {
  return event.type === 'SEVERITY' && event.severity === 2 ? 'SOS' : event.type;
}

function misread(entries: readonly string[], variant: (text: string) => string): string[] {
  const now = parseInstant('2026-11-27T12:00', ZONE) as Date;
  const circumstances = { now, zone: ZONE, isCoordinator: false };
  return entries
    .flatMap((entry) => typed(entry).map(variant))
    .filter((text) => readDanger(text, circumstances)?.type !== 'SOS');
}

describe.each(FILES)('the list %s', (name) => {
  const entries = readDangerFile(name);

  it('is in lower case, has single spaces, letters in each entry, and nothing twice', () => {
    for (const entry of entries) {
      expect(entry).toBe(entry.toLowerCase());
      expect(entry).not.toMatch(/\s{2,}/);
      expect(dangerTokens(entry).join('').length, entry).toBeGreaterThanOrEqual(2);
      // an entry that begins or ends with `...` would say nothing more than without it
      expect(entry).not.toMatch(/^\.\.\.|\.\.\.$/);
    }
    const folded = entries
      .filter((entry) => !entry.includes('/'))
      .map((entry) =>
        entry
          .split(' ')
          .map((word) => (/\*|\.\.\./.test(word) ? word : dangerTokens(word).join(' ')))
          .join(' '),
      );
    expect(folded.filter((entry, index) => folded.indexOf(entry) !== index)).toEqual([]);
  });
});

it('every list that is stored is read, and no other', () => {
  const stored = globSync('src/conversation/understanding/danger/*/*.txt').map((file) =>
    file.replace(/^.*danger\/|\.txt$/g, ''),
  );
  expect(stored.sort()).toEqual([...FILES].sort());
});

describe.each(DANGER_LANGUAGES)('words of danger in %s', (language) => {
  const entries = readDangerFile(`certain/${language}`);

  it(`are at least ${FEWEST}`, () => {
    expect(entries.length).toBeGreaterThanOrEqual(FEWEST);
  });

  it.each<[string, (text: string) => string]>([
    ['alone', (text) => text],
    ['in capitals', (text) => text.toUpperCase()],
    ['in a sentence', (text) => `Hallo Ann, ${text} at 12 Oak Road`],
    ['with accents', (text) => text.replace(/[aeiou]/g, (letter) => `${letter}\u0301`).normalize('NFC')],
    ['with points, spaces and line breaks between the words', (text) => ` ${text.split(' ').join(' ,\n  ')}!! `],
    ['with a letter held down', (text) => text.replace(/[aeiou](?=[^aeiou]*$)/, (letter) => letter.repeat(4))],
    ['with curly apostrophes', (text) => text.replace(/'/g, '’')],
    ['without apostrophes', (text) => text.replace(/'/g, '')],
  ])('are an SOS %s', (_, variant) => {
    expect(misread(entries, variant)).toEqual([]);
  });

  it.each(EVERYWHERE)('are heard where %s is expected: nearly all of them as an SOS', (expects) => {
    // the examples know nobody who types "xx" in a gap
    const texts = entries.flatMap(typed).map((text) => text.replaceAll(' xx ', ' '));
    const types = texts.map((text) => heardAs(read(text, { expects })));
    expect(texts.filter((_, index) => !/SOS|LIKELY_DANGER/.test(types[index] ?? ''))).toEqual([]);
    expect(types.filter((type) => type === 'SOS').length).toBeGreaterThan(texts.length * 0.95);
  });
});

describe('words that are a call for help only alone', () => {
  const entries = readDangerFile('context/whole').filter((entry) => dangerTokens(entry).join() !== 'help');

  it.each<[string, (text: string) => string]>([
    ['alone', (text) => text],
    ['with "please"', (text) => `please ${text}, asseblief!!`],
    ['twice', (text) => `${text} ${text}`],
    ['with others of them', (text) => `${text}, police!`],
    ['in capitals', (text) => `${text.toUpperCase()}!`],
  ])('are an SOS %s', (_, variant) => {
    expect(misread(entries, variant)).toEqual([]);
  });

  it('do not count in a sentence', () => {
    for (const text of ['the fire was out by nine', 'our police forum meets at six', 'is there a knife in the kitchen'])
      expect(read(text).type, text).not.toBe('SOS');
  });

  it('HELP alone shows the menu, and twice or with "please" calls for help', () => {
    for (const text of ['HELP', 'help!']) expect(read(text).type).toBe('MENU');
    for (const text of ['help help', 'please help!!', 'HELP HELP HELP']) expect(read(text).type, text).toBe('SOS');
  });
});

describe('negated danger', () => {
  it.each(readDangerFile('context/taken-back'))('"%s" alone raises no alarm', (entry) => {
    for (const text of typed(entry)) expect(read(text).type, text).not.toBe('SOS');
  });

  it('removes only its own words', () => {
    for (const text of [
      'no emergency, but they have guns',
      'the sos button is broken and we are being attacked',
      'false alarm yesterday. Now there is someone in my house',
      'no shots fired. Shots fired!',
      'sos, no sos was sent by him, sos',
    ]) {
      expect(read(text).type, text).toBe('SOS');
    }
  });

  it('does not join the words around it', () => {
    expect(read('send false alarm police').type).not.toBe('SOS');
  });
});

describe('danger words in their context', () => {
  it.each([
    'any news on the guy with the knife',
    'did they catch the robbers',
    'shots at the pub after?',
    'fire up the braai, I bring the chops',
    'the sos button is broken',
    'false alarm last night',
    'help with booking',
    'they broke in at number 9 last night, everybody is fine',
    'test sos',
    'this is a test of the sos',
    'gisteraand is hier ingebreek',
    'izolo bekudutshulwa e tavern',
  ])('no alarm and no question: %s', (text) => {
    expect(read(text).type).not.toMatch(/^(?:SOS|LIKELY_DANGER)$/);
  });

  it.each([
    'they broke in last night and now they are back with guns, they are inside',
    'this is not a test, they are in my house',
    'test sos they have a gun',
    'my husband was drunk yesterday and now he is hitting me, send help',
    'sos, he came yesterday too',
    'my husband is going to kill me',
  ])('an SOS all the same: %s', (text) => {
    expect(read(text).type).toBe('SOS');
  });

  it.each(['i am so scared', 'ek is so bang', 'ngiyesaba', 'ke tshohile', 'thuso'])('likely danger: %s', (text) => {
    for (const expects of EVERYWHERE) expect(read(text, { expects }).type, expects).toBe('LIKELY_DANGER');
  });

  it('a joke that names danger is asked about, and a joke without it is not', () => {
    expect(read('somebody save me from this meeting haha').type).not.toBe('SOS');
    expect(read('happy birthday, big guns tonight 🎉').type).not.toMatch(/SOS|LIKELY_DANGER/);
  });
});

it.each([
  [true, 'im hiding in the bathroom'],
  [true, 'my husband is hitting me'],
  [true, 'hulle is in die huis, ek kruip weg'],
  [true, 'ngicashile, bangenile'],
  [false, 'shots fired at the gate'],
  [false, 'hulle skiet'],
])('tells whether the sender may be hiding: %s, %s', (isHidden, text) => {
  expect(tellsOfHiding(text)).toBe(isHidden);
});

it.each([
  [true, 'there is a man with a knife'],
  [true, 'im scared at 14 Aloe street'],
  [true, 'im scared, behind the church'],
  [false, 'im scared'],
  [false, 'help, I have been waiting for 20 min'],
])('tells whether words name a place or a weapon: %s, %s', (isNamed, text) => {
  expect(namesPlaceOrWeapon(text)).toBe(isNamed);
});

describe('danger words without an SOS', () => {
  it('a coordinator speaks of a case or of a person', () => {
    const coordinator = { isCoordinator: true };
    expect(read('ACK 142 shots fired, on my way', coordinator)).toEqual({
      type: 'ACK',
      caseNumber: 142,
      words: 'shots fired, on my way',
    });
    expect(read('REMOVE N3', coordinator)).toEqual({ type: 'REMOVE', ref: 'N3' });
    for (const expects of EVERYWHERE.filter((each) => each !== 'admission'))
      expect(read('ack 142 shots fired', { ...coordinator, expects }).type, expects).toBe('ACK');
    // without a case it speaks of none, and from anybody else it is no command
    expect(read('ACK shots fired send police', coordinator).type).toBe('SOS');
    expect(read('ACK 142 shots fired').type).toBe('SOS');
  });

  it('a report of an incident, which alarms everybody as it is; a lower digit does not make danger smaller', () => {
    expect(read('REPORT 2 shots fired')).toEqual({ type: 'REPORT', severity: 2, words: 'shots fired' });
    for (const text of [
      'REPORT shots fired',
      'report 0 shots fired',
      'report 1 they have guns',
      'report: help us please',
    ])
      expect(read(text).type, text).toBe('SOS');
    for (const expects of EVERYWHERE)
      expect(['SOS', 'REPORT'], expects).toContain(read('report 2 shots fired', { expects }).type);
  });

  it.each([
    'Liked “they have guns”',
    'Loved "SOS case 142, 23:40, Thandi Nkosi 082 123 4567. "shots fired" Please phone now."',
    'Laughed at “we are being attacked”',
    'Emphasized “SOS”',
    'Emphasised “SOS”',
    'Questioned “SOS”',
    'Disliked “help us they have guns”',
    'Reacted 👍 to “shots fired”',
    'Reacted with ❤️ to “shots fired”',
    '👍 to “shots fired”',
    '👍🏽 to "shots\nfired"',
    'Removed a heart from “SOS”',
  ])('a reaction of a phone: %s', (text) => {
    for (const expects of EVERYWHERE)
      expect(read(text, { expects }).type, expects).not.toMatch(/^(?:SOS|LIKELY_DANGER)$/);
  });

  it.each(['Liked “SOS” they have guns', 'I liked "SOS", they have guns', '“shots fired”', 'they have guns to “end”'])(
    'but not a text of somebody: %s',
    (text) => {
      expect(read(text).type).toBe('SOS');
    },
  );

  it('a copy of our own alarm from a coordinator', () => {
    const texts = textsFor(undefined);
    const time = { instant: new Date('2026-11-27T21:40:00Z'), zone: 'Africa/Johannesburg' };
    const words = { caseNumber: 142, time, phone: '082 123 4567', words: 'they have guns' };
    const copies = [false, true].flatMap((isCut) => [
      texts.alarm({ ...words, name: 'Thandi Nkosi', companion: 'Joseph', isCut }),
      texts.sosFromMember({ ...words, name: 'Thandi Nkosi', companion: undefined, isCut }),
      texts.sosFromStranger({ ...words, owner: 'Thandi', naming: undefined, isCut }),
      texts.addedWords({ caseNumber: 142, who: 'Thandi', words: 'they have guns', isCut }),
    ]);
    for (const copy of copies) {
      expect(read(copy, { isCoordinator: true }).type, copy).not.toBe('SOS');
      const late = texts.late({ sentAt: time, isToday: false, words: copy });
      expect(read(late, { isCoordinator: true }).type, late).not.toBe('SOS');
      expect(read(`${copy} they are here too, shots fired`, { isCoordinator: true }).type).toMatch(/SOS|LIKELY_DANGER/);
    }
  });
});

describe('REPORT as the first word', () => {
  const texts = ['REPORT two men', 'report: a van without plates', 'Report - gate open', 'please report two men'];

  it.each(EVERYWHERE.filter((expects) => expects !== 'words'))('begins a report where %s is expected', (expects) => {
    for (const text of texts) expect(read(text, { expects }).type, text).toBe('REPORT');
  });

  it('is never the name of a buddy or of anybody', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.constantFrom<Expects>('buddy', 'name'),
        (rest, expects) => {
          expect(['REPORT', 'SOS', 'LIKELY_DANGER']).toContain(read(`Report ${rest}`, { expects }).type);
        },
      ),
    );
  });
});

it('takes time in proportion to the length of the text', () => {
  const words = [
    'men',
    'shots',
    'trying',
    'to',
    'get',
    'sos',
    'no',
    'the',
    'ba',
    'is',
    'Liked',
    '“',
    '"',
    'case',
    'help',
    'my',
  ];
  const texts = [
    ...words.map((word) => `${word} `.repeat(4000 / word.length).slice(0, 4000)),
    Array.from({ length: 1000 }, (_, index) => words[(index * 7) % words.length]).join(' '),
    'a'.repeat(4000),
    'e\u0301'.repeat(2000),
  ];
  for (const text of texts) {
    // processor time: another process on the machine must not count
    const begun = process.threadCpuUsage();
    for (let round = 0; round < 5; round += 1) dangerTokens(text);
    read(text);
    const { user, system } = process.threadCpuUsage(begun);
    expect((user + system) / 1000, text.slice(0, 20)).toBeLessThan(250);
  }
});

describe('a word that means danger only by itself', () => {
  it.each([
    'ambulance!! 8 Lilac close',
    'BRAND BRAND huis nr 12',
    'police at 12 Oak street',
    'police please 3 Main Rd',
  ])('means danger with an address after it: %s', (text) => expect(read(text).type).toBe('SOS'));

  it.each(['police 18:00 meeting', 'fire station 12', 'help book 2', 'police have 12 new cars now they say'])(
    'is none in another text: %s',
    (text) => expect(read(text).type).not.toBe('SOS'),
  );
});
