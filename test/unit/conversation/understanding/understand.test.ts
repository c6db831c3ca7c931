import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attachment, Circumstances, Expects, VolunteerEvent } from '#src/conversation/events.ts';
import { readInLayers } from '#src/conversation/understanding/understand.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';

const ZONE = 'Africa/Johannesburg';
const EVERYWHERE: Expects[] = [
  ...(['nothing', 'name', 'code', 'buddy', 'severity', 'words', 'yesNo', 'proof', 'choice', 'admission'] as const),
];
const BUT_ADMISSION = EVERYWHERE.filter((expects) => expects !== 'admission');
const COMMANDS_EXPECTED: Expects[] = ['nothing', 'code', 'yesNo', 'choice'];

interface Setting extends Partial<Omit<Circumstances, 'now'>> {
  at?: string;
  attachments?: Attachment[];
}

function read(body: string, { at = '2026-11-27T18:00', attachments = [], ...rest }: Setting = {}): VolunteerEvent {
  const now = instant(at);
  const circumstances: Circumstances = {
    now,
    zone: ZONE,
    region: 'ZA',
    expects: 'nothing',
    isCoordinator: false,
    ...rest,
  };
  const { event, layer } = readInLayers({ body, attachments }, circumstances);
  // what sentences mean is learnt, and test/understanding measures it
  return layer === 'intent' ? { type: 'UNCLEAR', words: body } : event;
}

function instant(text: string): Date {
  const found = parseInstant(text, ZONE);
  if (!found) throw new Error(`No instant: ${text}`);
  return found;
}

function day(from: string, to: string) {
  return {
    kind: 'range',
    from: instant(`${from}T00:00`),
    to: instant(`${to}T05:00`),
    name: { span: 'day', date: from },
  };
}

const SATURDAY = day('2026-11-28', '2026-11-29');
const NIGHT = '2026-11-28T02:31';
const PHOTO: Attachment = { kind: 'photo', url: 'https://example.org/1' };

describe('FORGET', () => {
  it.each(['forget me', 'FORGET', 'Forget me please', 'forget my data'])(
    '"%s" asks for erasure in every state',
    (text) => {
      for (const expects of EVERYWHERE) expect(read(text, { expects }), expects).toEqual({ type: 'FORGET' });
    },
  );

  it.each(['please forget me', 'delete my data', 'erase my number', 'remove me'])(
    '"%s" too, but in an answer',
    (text) => {
      for (const expects of [...COMMANDS_EXPECTED, 'admission' as const]) {
        expect(read(text, { expects }), expects).toEqual({ type: 'FORGET' });
      }
    },
  );

  it.each(['forget it', 'forgot', "don't forget the torch", 'forget my buddy'])('"%s" is not', (text) => {
    for (const expects of EVERYWHERE) expect(read(text, { expects }).type, expects).not.toBe('FORGET');
  });

  it('a name is a name', () => {
    expect(read('Forget Moyo', { expects: 'name' })).toEqual({ type: 'NAME_GIVEN', name: 'Forget Moyo' });
  });
});

describe('the transcripts', () => {
  it('01: an answer that begins with a command is an answer', () => {
    const at = '2026-11-25T19:05';
    expect(read('hello i want to help with the petrol', { at }).type).toBe('UNCLEAR');
    expect(read('Who is this?', { at, expects: 'name' })).toEqual({ type: 'UNCLEAR', words: 'Who is this?' });
    expect(read('My name is Thandi Nkosi', { at, expects: 'name' })).toEqual({
      type: 'NAME_GIVEN',
      name: 'Thandi Nkosi',
    });
    expect(read('482 913', { at, expects: 'code' })).toEqual({ type: 'CODE_GIVEN', digits: '482913' });
  });

  it('02: a night is dated by its evening', () => {
    const friday = day('2026-11-27', '2026-11-28');
    expect(read('shifts fri')).toEqual({ type: 'SHIFTS', when: friday });
    expect(read('shifts sat')).toEqual({ type: 'SHIFTS', when: SATURDAY });
    expect(read('shifts tonight', { at: '2026-11-28T00:30' })).toEqual({
      type: 'SHIFTS',
      when: {
        kind: 'range',
        from: instant('2026-11-27T18:00'),
        to: instant('2026-11-28T06:00'),
        name: { span: 'tonight' },
      },
    });
    expect(read('2')).toEqual({ type: 'NUMBER', number: 2 });
  });

  it('04: an incident told in pieces', () => {
    expect(read('report', { at: NIGHT })).toEqual({ type: 'REPORT', words: '' });
    expect(read('2', { at: NIGHT, expects: 'severity' })).toEqual({ type: 'SEVERITY', severity: 2, words: '' });
    const story = 'Back gate of 12 Oak open, 2 men';
    expect(read(story, { at: NIGHT, expects: 'words' })).toEqual({ type: 'WORDS', words: story });
    const ack = { type: 'ACK', caseNumber: 142, words: 'on my way 5 min' };
    expect(read('ack 142 on my way 5 min', { isCoordinator: true })).toEqual(ack);
    expect(read('ack 142', { isCoordinator: true, expects: 'words' })).toEqual({
      type: 'ACK',
      caseNumber: 142,
      words: '',
    });
  });

  it('05: photos, a location, a voice note', () => {
    expect(read('report 1 fence cut at the park')).toEqual({
      type: 'REPORT',
      severity: 1,
      words: 'fence cut at the park',
    });
    expect(read('', { expects: 'words', attachments: [PHOTO] })).toEqual({
      type: 'MEDIA',
      attachments: [PHOTO],
      words: '',
    });
  });

  it('06: an SOS from a stranger', () => {
    expect(read('help us they have a gun', { at: NIGHT })).toEqual({ type: 'SOS', words: 'help us they have a gun' });
    expect(read('corner oak and main', { at: NIGHT, expects: 'words' }).type).toBe('WORDS');
  });

  it('07: the buddy says no', () => {
    expect(read('book sat 00:00 with sipho 083 200 1001', { at: '2026-11-27T12:00' })).toEqual({
      type: 'BOOK',
      choice: { when: { kind: 'exact', at: instant('2026-11-28T00:00') } },
      buddy: { kind: 'named', name: 'Sipho', phone: '+27832001001' },
    });
    expect(read('drop k7 working late')).toEqual({ type: 'DROP', ref: 'K7', words: 'working late' });
    expect(read('buddy k7 none')).toEqual({ type: 'BUDDY', ref: 'K7', buddy: { kind: 'none' } });
  });

  it('08: a conversation with a person', () => {
    const words = 'CAS 12/11/2026 sgt Mbeki was very rude';
    expect(read(words, { expects: 'words' })).toEqual({ type: 'WORDS', words });
    expect(read('my', { expects: 'words' })).toEqual({ type: 'MY' });
    expect(read('thanks ann', { expects: 'words' })).toEqual({ type: 'THANKS' });
    expect(read('thanks ann')).toEqual({ type: 'THANKS' });
  });
});

describe('a call for help', () => {
  it.each(EVERYWHERE)('is an SOS where %s is expected', (expects) => {
    for (const words of [
      'SOS',
      'sos!',
      'sooos',
      'SSOOSS',
      's.o.s',
      'SOS 2 men in the yard',
      'please sos',
      'urgent: SOS',
      '🆘',
      'sos2men',
    ]) {
      expect(read(words, { expects })).toEqual({ type: 'SOS', words });
    }
  });

  it('is not an SOS in a question about it, in longer stories or in other words', () => {
    for (const words of [
      'what does SOS do?',
      'no sos',
      'soso',
      'they shouted sos to each other and laughed',
      'sorry',
    ]) {
      expect(read(words).type).not.toBe('SOS');
    }
  });

  it('is HELP with words after it at night; by day a person reads it', () => {
    for (const at of ['2026-11-27T20:00', '2026-11-28T05:59', NIGHT]) {
      expect(read('help there is a man', { at }).type).toBe('SOS');
      expect(read('please help', { at }).type).toBe('SOS');
    }
    for (const at of ['2026-11-27T19:59', '2026-11-28T06:00']) {
      expect(read('help my cat is up there', { at }).type).toBe('LIKELY_DANGER');
      expect(read('help me with this', { at }).type).not.toMatch(/SOS|LIKELY_DANGER/);
    }
  });

  it('is not HELP alone, nor HELP about a command', () => {
    for (const text of ['HELP', 'help!', 'Info', 'MENU', '?', '??', 'commands']) {
      expect(read(text, { at: NIGHT })).toEqual({ type: 'MENU' });
      expect(read(text, { at: NIGHT, expects: 'words' })).toEqual({ type: 'MENU' });
    }
    expect(read('help shifts', { at: NIGHT })).toEqual({ type: 'MENU' });
  });

  it('may be danger by day, also while a report is open', () => {
    expect(read('help him up please', { expects: 'words' }).type).toBe('LIKELY_DANGER');
    expect(read('help him up please', { expects: 'words', at: NIGHT }).type).toBe('SOS');
  });
});

describe('where a free answer is expected', () => {
  it.each([
    ['name', 'My name is Thandi', { type: 'NAME_GIVEN', name: 'Thandi' }],
    ['name', 'thandi nkosi', { type: 'NAME_GIVEN', name: 'Thandi Nkosi' }],
    ['name', 'NAME Thandi', { type: 'NAME_GIVEN', name: 'Thandi' }],
    ['name', 'hi', { type: 'UNCLEAR', words: 'hi' }],
    ['name', 'ok', { type: 'YES' }],
    ['name', 'thanks', { type: 'THANKS' }],
    ['name', '482913', { type: 'CODE_GIVEN', digits: '482913' }],
    ['words', 'Back gate is broken', { type: 'WORDS', words: 'Back gate is broken' }],
    ['words', 'in the park 2 men', { type: 'WORDS', words: 'in the park 2 men' }],
    ['words', 'Out by the fence', { type: 'WORDS', words: 'Out by the fence' }],
    ['words', 'Open gate', { type: 'WORDS', words: 'Open gate' }],
    ['words', 'done', { type: 'WORDS', words: 'done' }],
    ['words', 'Report to the police was made', { type: 'WORDS', words: 'Report to the police was made' }],
    ['words', 'name of the guy is Joe', { type: 'WORDS', words: 'name of the guy is Joe' }],
    ['words', 'drop off at 12 Oak', { type: 'WORDS', words: 'drop off at 12 Oak' }],
    ['words', 'who is this man', { type: 'WORDS', words: 'who is this man' }],
    ['words', 'My shift is cancelled', { type: 'WORDS', words: 'My shift is cancelled' }],
    ['words', 'bakc', { type: 'WORDS', words: 'bakc' }],
    ['words', 'nothing', { type: 'WORDS', words: 'nothing' }],
    ['words', 'line one\nline two', { type: 'WORDS', words: 'line one\nline two' }],
    ['words', 'ack 142 on my way', { type: 'WORDS', words: 'ack 142 on my way' }],
    ['words', '3', { type: 'WORDS', words: '3' }],
    ['words', '2 more men', { type: 'WORDS', words: '2 more men' }],
    ['words', '2.', { type: 'SEVERITY', severity: 2, words: '' }],
    ['words', '0', { type: 'SEVERITY', severity: 0, words: '' }],
    ['words', 'Incident!', { type: 'SEVERITY', severity: 2, words: '' }],
    ['words', 'all quiet', { type: 'SEVERITY', severity: 0, words: '' }],
    ['words', 'actually log it as 2', { type: 'SEVERITY', severity: 2, words: '' }],
    ['words', 'make that a one please', { type: 'SEVERITY', severity: 1, words: '' }],
    ['words', 'make it to the corner, 2 men', { type: 'WORDS', words: 'make it to the corner, 2 men' }],
    ['buddy', 'rapporteer snaakse kar by die skool', { type: 'REPORT', words: 'snaakse kar by die skool' }],
    ['name', 'angifuni ukujoyina', { type: 'UNCLEAR', words: 'angifuni ukujoyina' }],
    ['words', 'yes', { type: 'YES' }],
    ['words', 'ok', { type: 'YES' }],
    ['buddy', 'Joseph', { type: 'BUDDY_GIVEN', buddy: { kind: 'named', name: 'Joseph' } }],
    ['buddy', 'buddy joseph', { type: 'BUDDY_GIVEN', buddy: { kind: 'named', name: 'Joseph' } }],
    ['buddy', 'none', { type: 'BUDDY_GIVEN', buddy: { kind: 'none' } }],
    ['buddy', 'no', { type: 'NO' }],
    ['buddy', '083 200 100', { type: 'BUDDY_GIVEN', buddy: { kind: 'malformed', digits: '083200100' } }],
    ['buddy', '2', { type: 'NUMBER', number: 2 }],
    ['buddy', 'Who is free?', { type: 'UNCLEAR', words: 'Who is free?' }],
    ['severity', '1', { type: 'SEVERITY', severity: 1, words: '' }],
    ['severity', '2 two men at gate', { type: 'SEVERITY', severity: 2, words: 'two men at gate' }],
    ['severity', '2, two men', { type: 'SEVERITY', severity: 2, words: 'two men' }],
    ['severity', 'ok', { type: 'SEVERITY', severity: 0, words: '' }],
    ['severity', 'Quiet.', { type: 'SEVERITY', severity: 0, words: '' }],
    ['severity', 'suspicious', { type: 'SEVERITY', severity: 1, words: '' }],
    ['severity', 'suspicious car in Oak', { type: 'SEVERITY', severity: 1, words: 'suspicious car in Oak' }],
    ['severity', 'emergency', { type: 'SEVERITY', severity: 2, words: '' }],
    ['severity', 'quiet until the shots', { type: 'LIKELY_DANGER', words: 'quiet until the shots' }],
    ['severity', '12 Oak, gate open', { type: 'WORDS', words: '12 Oak, gate open' }],
    ['severity', '2nd gate open', { type: 'WORDS', words: '2nd gate open' }],
    ['severity', '3', { type: 'NUMBER', number: 3 }],
    ['severity', 'yes', { type: 'YES' }],
    ['severity', 'in the park 2 men', { type: 'WORDS', words: 'in the park 2 men' }],
  ] as const)('%s: %s', (expects, text, event) => {
    expect(read(text, { expects })).toEqual(event);
  });

  it.each(['name', 'buddy', 'words', 'severity'] as const)(
    '%s: a verb as the whole text or in its shape leaves',
    (expects) => {
      expect(read('BACK', { expects })).toEqual({ type: 'BACK' });
      expect(read('menu.', { expects })).toEqual({ type: 'MENU' });
      expect(read('my', { expects })).toEqual({ type: 'MY' });
      expect(read('DROP K7', { expects })).toEqual({ type: 'DROP', ref: 'K7', words: '' });
      expect(read('report 1 fence cut', { expects })).toEqual({ type: 'REPORT', severity: 1, words: 'fence cut' });
      expect(read('shifts sat', { expects })).toEqual({ type: 'SHIFTS', when: SATURDAY });
      expect(read('book 2', { expects })).toEqual({ type: 'BOOK', choice: { number: 2 } });
      expect(read('in k7', { expects })).toEqual({ type: 'IN', ref: 'K7' });
    },
  );
});

describe('where a command is expected', () => {
  it.each([
    ['JOIN', { type: 'JOIN' }],
    ['i want to join please', { type: 'JOIN' }],
    ['code', { type: 'CODE' }],
    ['new code', { type: 'CODE' }],
    ['resend', { type: 'CODE' }],
    ['name Thandi Nkosi', { type: 'NAME', name: 'Thandi Nkosi' }],
    ['NAME thandi', { type: 'NAME', name: 'Thandi' }],
    ['name', { type: 'NAME', name: '' }],
    ['SHIFTS', { type: 'SHIFTS' }],
    ['  shifts!! ', { type: 'SHIFTS' }],
    ['shifts please', { type: 'SHIFTS' }],
    ['open', { type: 'SHIFTS' }],
    ['open shifts?', { type: 'SHIFTS' }],
    ['shifts 28 nov', { type: 'SHIFTS', when: SATURDAY }],
    ['shifts on sat', { type: 'SHIFTS', when: SATURDAY }],
    ['shifts for 28/11 please', { type: 'SHIFTS', when: SATURDAY }],
    ['open gate', { type: 'UNCLEAR', words: 'open gate' }],
    ['shifts blue', { type: 'SHIFTS', unread: 'blue' }],
    ['more', { type: 'MORE' }],
    ['More shifts', { type: 'MORE' }],
    ['more men are coming', { type: 'UNCLEAR', words: 'more men are coming' }],
    ['book', { type: 'BOOK' }],
    ['book 2', { type: 'BOOK', choice: { number: 2 } }],
    ['Book no. 2', { type: 'BOOK', choice: { number: 2 } }],
    ['can i book 2 please', { type: 'BOOK', choice: { number: 2 } }],
    ['book sat 2am', { type: 'BOOK', choice: { when: { kind: 'exact', at: instant('2026-11-28T02:00') } } }],
    ['book me for sat', { type: 'BOOK', choice: { when: SATURDAY } }],
    ['book blue', { type: 'BOOK', unread: 'blue' }],
    ['book 2 and 3', { type: 'BOOK', unread: '2 and 3' }],
    ['book with joseph', { type: 'BOOK', buddy: { kind: 'named', name: 'Joseph' } }],
    ['book 2 joseph', { type: 'BOOK', choice: { number: 2 }, buddy: { kind: 'named', name: 'Joseph' } }],
    [
      'book 2 with sipho 083 200 1001',
      { type: 'BOOK', choice: { number: 2 }, buddy: { kind: 'named', name: 'Sipho', phone: '+27832001001' } },
    ],
    [
      'book 2 with sipho 083 200',
      { type: 'BOOK', choice: { number: 2 }, buddy: { kind: 'malformed', digits: '083200' } },
    ],
    [
      'book sat 2am none',
      { type: 'BOOK', choice: { when: { kind: 'exact', at: instant('2026-11-28T02:00') } }, buddy: { kind: 'none' } },
    ],
    ['book 2 with none', { type: 'BOOK', choice: { number: 2 }, buddy: { kind: 'none' } }],
    ['buddy', { type: 'BUDDY' }],
    ['buddy k7', { type: 'BUDDY', ref: 'K7' }],
    ['BUDDY K7 Joseph', { type: 'BUDDY', ref: 'K7', buddy: { kind: 'named', name: 'Joseph' } }],
    ['buddy joseph', { type: 'BUDDY', buddy: { kind: 'named', name: 'Joseph' } }],
    ['my', { type: 'MY' }],
    ['my shifts', { type: 'MY' }],
    ['My bookings?', { type: 'MY' }],
    ['My shift is cancelled', { type: 'UNCLEAR', words: 'My shift is cancelled' }],
    ['drop', { type: 'DROP', words: '' }],
    ['drop: k7', { type: 'DROP', ref: 'K7', words: '' }],
    ['drop working late', { type: 'DROP', words: 'working late' }],
    ['in', { type: 'IN' }],
    ['IN K7', { type: 'IN', ref: 'K7' }],
    ["I'm here", { type: 'IN' }],
    ['here', { type: 'IN' }],
    ['Arrived.', { type: 'IN' }],
    ['in the park', { type: 'UNCLEAR', words: 'in the park' }],
    ['out', { type: 'OUT' }],
    ['out k7', { type: 'OUT', ref: 'K7' }],
    ['going home', { type: 'OUT' }],
    ['leave', { type: 'OUT' }],
    ['Arrived at K7', { type: 'IN', ref: 'K7' }],
    ['book it', { type: 'BOOK' }],
    ['leave it', { type: 'UNCLEAR', words: 'leave it' }],
    ['report 2 two men at the gate', { type: 'REPORT', severity: 2, words: 'two men at the gate' }],
    ['report two men at the gate', { type: 'REPORT', words: 'two men at the gate' }],
    ['report suspicious car', { type: 'REPORT', severity: 1, words: 'suspicious car' }],
    ['report 12 Oak gate open', { type: 'REPORT', words: '12 Oak gate open' }],
    ['report all quiet', { type: 'REPORT', severity: 0, words: '' }],
    ['Report: Incident', { type: 'REPORT', severity: 2, words: '' }],
    ['show 142', { type: 'SHOW', caseNumber: 142 }],
    ['show 142 2', { type: 'SHOW', caseNumber: 142, page: 2 }],
    ['show case #142', { type: 'SHOW', caseNumber: 142 }],
    ['show shifts', { type: 'SHIFTS' }],
    ['who', { type: 'WHO' }],
    ['who sat', { type: 'WHO', when: SATURDAY }],
    ["Who's on sat?", { type: 'WHO', when: SATURDAY }],
    ['who is on', { type: 'WHO' }],
    ['who blue', { type: 'WHO', unread: 'blue' }],
    ['Who is this?', { type: 'UNCLEAR', words: 'Who is this?' }],
    ['admit n3', { type: 'ADMIT', ref: 'N3' }],
    ['REFUSE N3', { type: 'REFUSE', ref: 'N3' }],
    ['remove n3', { type: 'REMOVE', ref: 'N3' }],
    ['ack', { type: 'ACK', words: '' }],
    ['ACK #142', { type: 'ACK', caseNumber: 142, words: '' }],
    ['hi', { type: 'MENU' }],
    ['Hello!', { type: 'MENU' }],
    ['back', { type: 'BACK' }],
    ['k7', { type: 'REF', ref: 'K7' }],
    ['K0', { type: 'UNCLEAR', words: 'K0' }],
    ['please', { type: 'UNCLEAR', words: 'please' }],
    ['sat', { type: 'SHIFTS', when: SATURDAY }],
    ['', { type: 'UNCLEAR', words: '' }],
    ['cancel my shift', { type: 'UNCLEAR', words: 'cancel my shift' }],
  ] as const)('%s', (text, event) => {
    expect(read(text)).toEqual(event);
  });

  it.each(['2', '2.', '#2', 'no 2', 'No. 2', 'option 2', '(2)', ' 2 !', '2️⃣', 'two', 'the second one', '2 please'])(
    '%s is number 2',
    (text) => {
      expect(read(text, { expects: 'choice' })).toEqual({ type: 'NUMBER', number: 2 });
      expect(read(text)).toEqual({ type: 'NUMBER', number: 2 });
    },
  );

  it('books a listed shift by its number or label, without a command', () => {
    const at = instant('2026-11-28T00:00');
    for (const label of ['Sat 28 Nov 00:00-02:00 (Fri night)', '1. Sat 28 Nov 00:00-02:00 (Fri night)', 'sat 00:00']) {
      expect(read(label, { expects: 'choice' })).toEqual({ type: 'BOOK', choice: { when: { kind: 'exact', at } } });
    }
    const joseph = { kind: 'named', name: 'Joseph' };
    expect(read('2 with joseph')).toEqual({ type: 'BOOK', choice: { number: 2 }, buddy: joseph });
    expect(read('2 men at the gate').type).toBe('UNCLEAR');
  });

  it('accepts one wrong letter where that does no harm', () => {
    expect(read('shfits')).toEqual({ type: 'SHIFTS' });
    expect(read('bok 2')).toEqual({ type: 'BOOK', choice: { number: 2 } });
    expect(read('drpo k7')).toEqual({ type: 'DROP', ref: 'K7', words: '' });
    expect(read('reprot 2 two men')).toEqual({ type: 'REPORT', severity: 2, words: 'two men' });
    expect(read('meun')).toEqual({ type: 'MENU' });
    for (const text of ['drpo', 'crop', 'sop', 'soss', 'look', 'move', 'shot', 'come', 'nw', 'bok the gate is open']) {
      const { type } = read(text);
      expect(type, text).toBe(text === 'soss' ? 'SOS' : 'UNCLEAR');
    }
  });
});

describe('yes, no and thanks', () => {
  const YES = [
    'y',
    'Yes',
    'yebo',
    'JA',
    'ok',
    'Okay.',
    'yep',
    'sure',
    '👍',
    '👍🏾',
    '👍👍',
    'yes please',
    'yes thanks',
  ];
  const NO = ['n', 'No', 'nope', 'nee', 'cha', '👎', '👎🏿', 'no thanks', 'No, thank you'];
  const THANKS = [
    'thanks',
    'Thank you!',
    'ta',
    'dankie',
    'enkosi',
    'ngiyabonga',
    '🙏',
    '🙏🏽',
    'thanks ann',
    'ok thanks',
    'thanks 👍',
  ];

  it.each([...COMMANDS_EXPECTED, 'name', 'buddy', 'admission'] as const)('are read where %s is expected', (expects) => {
    for (const text of YES) expect(read(text, { expects }), text).toEqual({ type: 'YES' });
    for (const text of NO) expect(read(text, { expects }), text).toEqual({ type: 'NO' });
    for (const text of expects === 'buddy' ? ['thanks', '🙏'] : THANKS) {
      expect(read(text, { expects }), text).toEqual({ type: 'THANKS' });
    }
  });

  it('may have a few words after them where they were asked for', () => {
    expect(read('yes drop it', { expects: 'yesNo' })).toEqual({ type: 'YES' });
    expect(read('no, keep it', { expects: 'yesNo' })).toEqual({ type: 'NO' });
    expect(read('yes but not k7', { expects: 'yesNo' }).type).toBe('UNCLEAR');
    expect(read('yes delete everything', { expects: 'yesNo' })).toEqual({ type: 'YES' });
    expect(read('yes I can come', { expects: 'yesNo' }).type).toBe('UNCLEAR');
    expect(read('no 2', { expects: 'yesNo' })).toEqual({ type: 'NUMBER', number: 2 });
    expect(read('yes drop it').type).toBe('UNCLEAR');
  });

  it('do not count with more words after them', () => {
    expect(read('ok thanks', { expects: 'yesNo' })).toEqual({ type: 'THANKS' });
    expect(read('thanks but help').type).toBe('UNCLEAR');
    expect(read('thanks drop k7').type).not.toBe('THANKS');
  });
});

describe('a one-time code', () => {
  it.each([
    '482913',
    '482 913',
    '482-913',
    'code 482913',
    'Code: 482913',
    'my code is 482 913.',
    '482913 is your Night Owls code, Thandi. Text it back within 10 minutes to join.',
  ])('is read from "%s"', (text) => {
    expect(read(text, { expects: 'code' })).toEqual({ type: 'CODE_GIVEN', digits: '482913' });
  });

  it('is wrong, not unclear, with another count of digits', () => {
    expect(read('48291', { expects: 'code' })).toEqual({ type: 'CODE_GIVEN', digits: '48291' });
    expect(read('4829130', { expects: 'code' })).toEqual({ type: 'CODE_GIVEN', digits: '4829130' });
  });

  it('can be requested again, and its name can be corrected', () => {
    expect(read('CODE', { expects: 'code' })).toEqual({ type: 'CODE' });
    expect(read('NAME Thandi', { expects: 'code' })).toEqual({ type: 'NAME', name: 'Thandi' });
    expect(read('my name is Thandi', { expects: 'code' })).toEqual({ type: 'NAME', name: 'Thandi' });
    expect(read('what code', { expects: 'code' }).type).toBe('UNCLEAR');
  });
});

describe('a picture', () => {
  it.each(BUT_ADMISSION)('is kept with its caption where %s is expected', (expects) => {
    const event = { type: 'MEDIA', attachments: [PHOTO], words: 'the back fence' };
    expect(read('the back fence', { expects, attachments: [PHOTO] })).toEqual(event);
  });

  it('does not hide a command', () => {
    const attachments = [PHOTO];
    expect(read('report 2 two men', { attachments })).toEqual({ type: 'REPORT', severity: 2, words: 'two men' });
    expect(read('report suspicious car', { attachments }).type).toBe('REPORT');
    expect(read('2 two men', { attachments, expects: 'severity' })).toEqual({
      type: 'SEVERITY',
      severity: 2,
      words: 'two men',
    });
    expect(read('SOS', { attachments }).type).toBe('SOS');
  });
});

describe('while waiting to be admitted', () => {
  it('only danger, help and thanks count', () => {
    const types = ['shifts', 'book 2', 'hi', '?', 'SOS', 'help my dog', 'thanks'].map(
      (text) => read(text, { expects: 'admission' }).type,
    );
    expect(types).toEqual(['UNCLEAR', 'UNCLEAR', 'MENU', 'MENU', 'SOS', 'LIKELY_DANGER', 'THANKS']);
    expect(read('', { expects: 'admission', attachments: [PHOTO] })).toEqual({ type: 'UNCLEAR', words: '' });
  });
});

it('reads any text in any state as an event', () => {
  const verbs = fc.constantFrom(
    'drop',
    'book',
    'report',
    'who',
    'k7',
    '2',
    'with',
    'sat',
    '2am',
    'sos',
    'yes',
    'name',
    'ack',
    '👍',
    '?',
    '142',
  );
  const body = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 1600 }),
    fc.array(verbs, { maxLength: 8 }).map((words) => words.join(' ')),
    fc
      .tuple(fc.constantFrom(' ', ',', '0', 'a', '-', "'", '\n', 'please ', 'hi ', '🙂'), fc.nat(1600))
      .map(([bit, n]) => bit.repeat(n)),
  );
  const attachments = fc.constantFrom<Attachment[]>([], [PHOTO]);
  fc.assert(
    fc.property(
      body,
      fc.constantFrom(...EVERYWHERE),
      fc.boolean(),
      attachments,
      (text, expects, isCoordinator, media) => {
        const event = read(text, { expects, isCoordinator, attachments: media });
        expect(event.type).toMatch(/^[A-Z_]+$/);
      },
    ),
    { numRuns: 1000 },
  );
});
