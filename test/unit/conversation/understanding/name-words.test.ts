import { describe, expect, it } from 'vitest';
import { isCorrectionOf } from '#src/conversation/understanding/people/is-correction-of.ts';
import { readName, readNameGivenTwice } from '#src/conversation/understanding/people/name-words.ts';

describe('a name', () => {
  it.each([
    ['My name is Thandi Nkosi', 'Thandi Nkosi'],
    ['thandi nkosi', 'Thandi Nkosi'],
    ["Hi, I'm Thandi", 'Thandi'],
    ['i am thandi', 'Thandi'],
    ['im thandi', 'Thandi'],
    ['Imran', 'Imran'],
    ['it’s Thandi.', 'Thandi'],
    ['hello this is Thandi Nkosi here', 'Thandi Nkosi'],
    ['Name: Thandi', 'Thandi'],
    ['thandi van der merwe', 'Thandi van der Merwe'],
    ["sean o'brien", "Sean O'Brien"],
    ['anne-marie', 'Anne-Marie'],
    ['  Zoë   M. ', 'Zoë M.'],
    ['JP Nkosi', 'JP Nkosi'],
    ['Thandi Nkosi thank you', 'Thandi Nkosi'],
    ['Mark', 'Mark'],
  ])('is read from %s', (text, name) => {
    expect(readName(text)).toBe(name);
  });

  it.each([
    ...[
      'Who is this?',
      'yes',
      'ok',
      'hi',
      'Hello',
      'SHIFTS',
      'menu',
      'thanks',
      'no',
      '🙂',
      '',
      'T',
      '482913',
      'Thandi 0821234567',
    ],
    ...[
      'not interested',
      "I'm not interested",
      'i want to help with the petrol',
      'one two three four five six',
      'my name is',
    ],
  ])('is not read from "%s"', (text) => {
    expect(readName(text)).toBeUndefined();
  });

  it('is cut at forty characters', () => {
    expect(readName('Thandi '.repeat(5).trim().concat('x'.repeat(30)))).toHaveLength(40);
  });
});

describe('every name', () => {
  it.each([
    ...['He Wei', 'My Tran', 'You Zhang', 'Will', 'May', 'Gift', 'Precious', 'Faith Ndlovu', 'Siyabonga Ntuli'],
    ...['Maria da Conceição dos Santos Silva', 'Joy More', 'In Sung Park', 'Chance', 'Le Van Thanh'],
    ...['Anna Maria Johanna van der Westhuizen', 'NOMSA GRACE DUBE', 'J. P. van der Merwe'],
  ])('is accepted: %s', (name) => {
    expect(readName(name)).toBe(name);
  });

  it.each([
    ['my tran', 'My Tran'],
    ['HE WEI', 'HE WEI'],
    ['siyabonga', 'Siyabonga'],
    ['nomsa grace faith dube', 'Nomsa Grace Faith Dube'],
    ['To Minh', 'To Minh'],
    ['Stop Ndlovu', 'Stop Ndlovu'],
  ])('is accepted when it is given twice: %s', (text, name) => {
    expect(readName(text)).toBeUndefined();
    expect(readNameGivenTwice(text)).toBe(name);
  });

  it.each([
    ['Good day. My name is Mrs Margaret Botha and I am seventy years old.', 'Margaret Botha'],
    ['Yes I am Zola', 'Zola'],
    ['my naam is Pieter Botha', 'Pieter Botha'],
    ['Igama lami nguZola Dube', 'Zola Dube'],
    ['ke nna Thabo Moeketsi', 'Thabo Moeketsi'],
    ['Mrs Botha', 'Mrs Botha'],
  ])('is read from %s', (text, name) => {
    expect(readName(text)).toBe(name);
  });
});

describe('a sentence', () => {
  const never = [
    ...[
      'busy',
      'Sorry',
      'later',
      'driving',
      'wrong number',
      'Test',
      'Bye',
      'call me later',
      'who is this',
      'Yes',
      'ok',
    ],
    ...['thanks Joseph', 'thank you', 'shifts', 'hello', 'I want to join', 'we want to join', 'not sure'],
    ...['there is a man at the gate', 'who is this', 'what do you want', '482913', 'two men at the gate'],
  ];

  it.each(never)('is not a name, even when it is given twice: %s', (text) => {
    expect(readName(text)).toBeUndefined();
    expect(readNameGivenTwice(text)).toBeUndefined();
  });

  it.each([
    'siyabonga kakhulu',
    'gate motor stolen',
    'SUSPICIOUS PERSON CORNER BUITEKANT',
    'running late',
    'new number',
    'My Husband',
  ])('is not taken for a name: %s', (text) => {
    expect(readName(text)).toBeUndefined();
  });
});

describe('a name after another one', () => {
  it.each([
    ['Zola', 'Zola Dube', 'Zola Dube'],
    ['Thandy Nkosi', 'Thandi', 'thandi'],
    ['Hello There', 'Nomsa Dlamini', 'Nomsa Dlamini'],
    ['Zoe', 'Zoë', 'Zoë'],
  ])('%s is corrected by %s', (before, name, typed) => {
    expect(isCorrectionOf(before, { name, typed })).toBe(true);
  });

  it.each([
    ['Zola', 'Nothing Came', 'nothing came'],
    ['Zola', 'Nothing', 'Nothing'],
    ['Jan', 'Ann', 'Ann'],
  ])('%s is not corrected by %s', (before, name, typed) => {
    expect(isCorrectionOf(before, { name, typed })).toBe(false);
  });
});
