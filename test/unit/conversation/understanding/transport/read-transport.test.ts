import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expects } from '#src/conversation/events.ts';
import { asTyped, readTransport } from '#src/conversation/understanding/transport/read-transport.ts';
import { understand } from '#src/conversation/understanding/understand.ts';

const EVERYWHERE: Expects[] = [
  ...([
    'nothing',
    'choice',
    'relay',
    'yesNo',
    'proof',
    'code',
    'name',
    'buddy',
    'severity',
    'words',
    'admission',
  ] as const),
];

function read(body: string, expects: Expects = 'nothing') {
  const now = new Date('2026-11-27T10:00:00Z');
  const place = { zone: 'Africa/Johannesburg', region: 'ZA' };
  return understand({ body, attachments: [] }, { now, ...place, expects, isCoordinator: true });
}

describe('digits of any script', () => {
  it.each([
    ['Arabic-Indic', '٤٨٢٩١٣'],
    ['Persian', '۴۸۲۹۱۳'],
    ['Devanagari', '४८२९१३'],
    ['Bengali', '৪৮২৯১৩'],
    ['full-width', '４８２９１３'],
    ['mathematical bold', '𝟒𝟖𝟐𝟗𝟏𝟑'],
    ['N’Ko', '߄߈߂߉߁߃'],
    ['Thai', '๔๘๒๙๑๓'],
  ])('%s', (_, digits) => {
    expect(readTransport(digits).words).toBe('482913');
    for (const expects of ['code', 'name', 'words'] as const)
      expect(read(digits, expects)).toEqual({ type: 'CODE_GIVEN', digits: '482913' });
  });

  it('name an item of a list, a severity, a ref and a number', () => {
    expect(read('٢', 'choice')).toEqual({ type: 'NUMBER', number: 2 });
    expect(read('２ two men', 'severity')).toEqual({ type: 'SEVERITY', severity: 2, words: 'two men' });
    expect(read('drop k٧')).toMatchObject({ type: 'DROP', ref: 'K7' });
    expect(read('Sipho ٠٨٣ ٢٠٠ ١٠٠١', 'buddy')).toMatchObject({ buddy: { name: 'Sipho', phone: '+27832001001' } });
  });

  it('stay as typed in words that are kept', () => {
    expect(read('report ٢ ٣ men at the gate')).toEqual({ type: 'REPORT', severity: 2, words: '٣ men at the gate' });
    expect(read('report 2 𝟑 men 😀 ٥')).toEqual({ type: 'REPORT', severity: 2, words: '𝟑 men 😀 ٥' });
  });

  it('are all read: of every script in Unicode, zero to nine', () => {
    const all = Array.from({ length: 0x110000 }, (_, point) => point)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point))
      .filter((character) => /\p{Nd}/u.test(character));
    expect(all.length % 10).toBe(0);
    for (let first = 0; first < all.length; first += 10)
      expect(readTransport(all.slice(first, first + 10).join('')).words).toBe('0123456789');
  });
});

const REACTIONS = [
  'Liked “Case 1, Fatima: "SOS!"”',
  'Liked “Case 1, Fatima: “SOS!””',
  'Loved "SOS case 142, 23:40, Thandi Nkosi 082 123 4567. "shots fired" Please phone now."',
  'Laughed at “we are being attacked”',
  'Emphasized “SOS”',
  'Questioned “SOS”',
  'Disliked “help us they have guns”',
  'Reacted 👍 to “shots fired”',
  'Reacted with ❤️ to "shots fired"',
  '👍 to “Reply Y if you come”',
  '👍🏽 to "Reply Y\nif you come"',
  '\u200a\u200b👍\u200b to “\u200aReply Y if you come\u200a” \u200a',
  '❤️ op “Stuur SOS as jy in gevaar is”',
  '😂 aan "they have guns"',
  'Removed a heart from “SOS”',
  'Removed 👍 from “SOS”',
  'Removed a like from “You are booked: Sat 00:00. Text DROP K7”',
  'Het gehou van “Saak 1, Fatima: "SOS!"”',
  'Hou van “STOP”',
  'Gefällt „SOS“',
  'A aimé « SOS »',
  'Liked an image',
  'Loved a movie',
  'Laughed at a voice message',
  '👍 to a photo',
  'Reacted 😢 to an image',
  // a long quotation is cut
  'Liked “SOS case 142, 23:40, Thandi Nkosi 082 123 4567. "they have guns…',
];

describe('a reaction', () => {
  it.each(REACTIONS)('means nothing, whatever we asked: %s', (text) => {
    for (const expects of EVERYWHERE) expect(read(text, expects), expects).toEqual({ type: 'AUTOMATIC' });
  });

  it('with words of its sender is read as these words', () => {
    expect(readTransport('Liked “Reply Y if you come” no I am sick').words).toBe('no I am sick');
    expect(read('Liked “all quiet” they are shooting at us').type).toBe('SOS');
    expect(read('Loved “see you” in').type).toBe('IN');
  });

  it.each([
    ['I liked "SOS", they have guns', 'SOS'],
    ['“shots fired”', 'SOS'],
    ['🆘 to “12 Oak Rd”', 'SOS'],
    ['👍', 'YES'],
  ])('is not: %s', (text, type) => {
    expect(read(text).type).toBe(type);
  });
});

const AUTOMATIC = [
  'Auto Reply: In a meeting',
  'Auto-reply: I am in class until 14:00, phone Sipho 083 555 0100',
  'AUTOMATIC REPLY: I will be back on Monday.',
  'Out of office: I am on leave and have limited access to email',
  'I am out of the office until 5 January. In an emergency please call Sipho on 083 200 1001.',
  'I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get where I’m going.',
  'I\'m not receiving notifications. If this is urgent, reply "urgent" to send a notification through with your original message.',
  'Thank you for contacting Joe’s Garage! Please let us know how we can help you.',
  'Outomatiese antwoord: ek is met verlof',
];
const BUSY = [
  'Sorry busy, call back later.',
  "Sorry, I'm busy. Call back later.",
  "I'm driving right now",
  'I’m driving.',
  "I'm in a meeting.",
  "Can't talk now. What's up?",
  "Can't talk now. Call me later?",
  "I'll call you right back.",
  'Jammer, ek is besig. Bel later terug.',
  'Ek bestuur nou',
  'Uxolo, ngimatasa. Ngizokushayela emuva kwesikhathi.',
];

describe('an automatic reply', () => {
  it.each(AUTOMATIC)('means nothing, whatever we asked: %s', (text) => {
    for (const expects of EVERYWHERE) expect(read(text, expects), expects).toEqual({ type: 'AUTOMATIC' });
  });

  it.each(BUSY)('that a person may type counts for a coordinator who wrote, and in a case: %s', (text) => {
    for (const expects of EVERYWHERE) {
      const isHeard = expects === 'relay' || expects === 'words';
      expect(read(text, expects).type === 'AUTOMATIC', expects).toBe(!isHeard);
    }
  });

  it.each([
    "I'm driving, they are following me",
    "I'm driving right now. In an emergency here, they shot my husband",
    'Sorry busy, there is a man at my gate',
    "Sorry, I can't talk right now",
    "can't talk now",
    'I am in a meeting, I will come at 8',
    'Thanks for your message, I will be there',
    'I am currently away until Sunday',
    'out of milk',
    'automatic gate is broken',
    'sorry',
    'thank you',
    'I will reply',
  ])('is not one, because a person typed it: %s', (text) => {
    expect(readTransport(text).automatic).toBeUndefined();
  });
});

describe('a signature', () => {
  it.each([
    ['IN\n\nSent from my Galaxy', 'IN'],
    ['NONE\n\nSent from my iPhone', 'NONE'],
    ['none\nSent from my Samsung Galaxy A14 5G', 'none'],
    ['Yes\n\nGet Outlook for Android', 'Yes'],
    ['In\n\nGestuur vanaf my Galaxy', 'In'],
    ['NONE\n\nRegards, Margaret', 'NONE'],
    ['NONE\n\nKind regards\nMargaret van der Merwe', 'NONE'],
    ['2\n\nYours faithfully,\n\nMrs M. van Wyk\n\nSent from my Huawei', '2'],
    ['Ja\n\nVriendelike groete\nOom Dawie', 'Ja'],
    ['out\n--\nThandi', 'out'],
    ['out\n- Thandi', 'out'],
    ['Margaret Botha\n\nRegards', 'Margaret Botha'],
    ['IN\n\nMargaret', 'IN'],
    ['Yes\n\nMrs M. van Wyk', 'Yes'],
  ])('%j is read as %j', (body, words) => {
    expect(readTransport(body).words).toBe(words);
  });

  it.each([
    'Regards, Margaret',
    'Sent from my Galaxy',
    'Dear all\nI cannot come on Saturday',
    'report 2 men at gate\nwhite car, no plates',
    'Sipho\n083 200 1001',
    '2\nSipho',
    'NONE\nMargaret',
    'IN\nthe park',
    'IN\nHelp',
    'IN\nPolice',
    'IN\n\nSent from my house, help me',
    'Regards to your wife\nSipho',
  ])('%j stays whole', (body) => {
    expect(readTransport(body).words).toBe(body);
  });

  it('is read for danger, and stays in words that are kept', () => {
    expect(read('IN\n- they have guns').type).toBe('SOS');
    expect(read('report 2 man at gate\n- Red Car').type).toBe('REPORT');
    expect(read('report 2 man at gate\n- Red Car')).toMatchObject({ words: 'man at gate\n- Red Car' });
    expect(read('NONE\n\nSent from my Galaxy', 'buddy')).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'none' } });
    expect(read('IN\n\nSent from my Galaxy')).toEqual({ type: 'IN' });
  });
});

it.each(['', ' ', '\n\n', '\u200b\u200d', '\ufe0f', '\u2800\u2800', 'ㅤ', '\u00ad\u2060'])(
  'a text without anything visible is empty: %j',
  (body) => {
    expect(readTransport(body)).toEqual({ words: '', heard: '' });
    for (const expects of ['nothing', 'name', 'buddy'] as const)
      expect(read(body, expects)).toEqual({ type: 'UNCLEAR', words: '' });
  },
);

it('reads what it has made of a text in the same way again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (body) => {
      const { words, automatic } = readTransport(body);
      if (!automatic) expect(readTransport(words).words).toBe(words);
      expect(body).toContain(asTyped(words, { words, body }));
    }),
  );
});
