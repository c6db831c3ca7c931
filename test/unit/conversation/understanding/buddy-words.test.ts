import { describe, expect, it } from 'vitest';
import { readBuddyWords } from '#src/conversation/understanding/people/buddy-words.ts';
import { formatPhone, parseMobile } from '#src/volunteers/numbers/phone-number.ts';

const SIPHO = '+27832001001';

describe('the buddy in an answer', () => {
  it.each([
    ['Joseph', 'Joseph'],
    ['joseph', 'Joseph'],
    ['with joseph mokoena', 'Joseph Mokoena'],
    ['My buddy is Joseph', 'Joseph'],
    ["it's Joseph.", 'Joseph'],
    ['Joseph 🙂', 'Joseph'],
    ['my wife Thandi', 'Thandi'],
    ['Sipho 2', 'Sipho'],
    ['Zoë', 'Zoë'],
  ])('%s', (text, name) => {
    expect(readBuddyWords(text, 'ZA')).toEqual({ kind: 'named', name });
  });

  it.each([
    ['0832001001', ''],
    ['083 200 1001', ''],
    ['27832001001', ''],
    ['+27 83 200-1001', ''],
    ['0027832001001', ''],
    ['whatsapp:+27832001001', ''],
    ['\u202a+27 83 200 1001\u202c', ''],
    ['sipho 083 200 1001', 'Sipho'],
    ['sipho +27832001001', 'Sipho'],
    ['083-200-1001 Sipho', 'Sipho'],
    ['(083) 200 1001 sipho mokoena', 'Sipho Mokoena'],
    ['Sipho, 083.200.1001', 'Sipho'],
    ['Sipho his number is 083 200 1001', 'Sipho'],
    ['mariano 0832001001', 'Mariano'],
    ['sipho\n0832001001', 'Sipho'],
    ['my buddy is sipho 0832001001 ok?', 'Sipho'],
  ])('%s', (text, name) => {
    expect(readBuddyWords(text, 'ZA')).toEqual({ kind: 'named', name, phone: SIPHO });
  });

  it.each([
    'none',
    'NONE.',
    'no one',
    'No-one',
    'nobody',
    'alone',
    'no buddy',
    'geen',
    'with nobody',
    "I don't have one",
  ])('%s is nobody', (text) => {
    expect(readBuddyWords(text, 'ZA')).toEqual({ kind: 'none' });
  });

  it.each([
    ['083 200 100', '083200100'],
    ['sipho 08320010012', '08320010012'],
    ['021 461 1234', '0214611234'],
    ['12345', '12345'],
  ])('%s is a number that was mistyped', (text, digits) => {
    expect(readBuddyWords(text, 'ZA')).toEqual({ kind: 'malformed', digits });
  });

  it.each(['🙂', '?', '', '2', 'who is free?', 'Back gate is broken', '...'])('"%s" names nobody', (text) => {
    expect(readBuddyWords(text, 'ZA')).toBeUndefined();
  });

  it('cuts a name at forty characters', () => {
    const reading = readBuddyWords(`${'A'.repeat(39)} ${'b'.repeat(30)}`, 'ZA');
    expect(reading).toEqual({ kind: 'named', name: 'A'.repeat(39) });
  });
});

describe('a phone number', () => {
  it('must be a whole mobile number of its country', () => {
    expect(parseMobile('07400 123456', 'GB')).toBe('+447400123456');
    expect(parseMobile('+447400123456', 'ZA')).toBe('+447400123456');
    expect(parseMobile('020 7946 0958', 'GB')).toBeUndefined();
    expect(parseMobile('213 373 4253', 'US')).toBe('+12133734253');
    expect(parseMobile('083200100', 'ZA')).toBeUndefined();
    expect(parseMobile('call 0832001001', 'ZA')).toBeUndefined();
    expect(parseMobile('', 'ZA')).toBeUndefined();
    expect(parseMobile('0832001001', 'nowhere')).toBeUndefined();
  });

  it('is written as people at home write it', () => {
    expect(formatPhone('+27821234567', 'ZA')).toBe('082 123 4567');
    expect(formatPhone('+447400123456', 'ZA')).toBe('+44 7400 123456');
    expect(formatPhone('MTN', 'ZA')).toBe('MTN');
  });
});
