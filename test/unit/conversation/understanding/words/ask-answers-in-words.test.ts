import { describe, expect, it } from 'vitest';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';

describe('an answer to an ask, as people type it', () => {
  it.each([
    ['my kid is sick, next time', { answer: 'no' }],
    ['my car broke down sorry', { answer: 'no' }],
    ['n K7 2 tired', { answer: 'no', ref: 'K7' }],
    ['no K7, too tired', { answer: 'no', ref: 'K7' }],
    ['cha angizi', { answer: 'no' }],
    ['angizi', { answer: 'no' }],
    ['hayi andizi', { answer: 'no' }],
    ['next time', { answer: 'no' }],
    ['ek moet werk', { answer: 'no' }],
    ['ingane yami iyagula', { answer: 'no' }],
    ['sharp', { answer: 'yes' }],
    ['sharp sharp', { answer: 'yes' }],
    ['who invited me?', { answer: 'who' }],
    ['wie het my genooi?', { answer: 'who' }],
  ])('%s', (text, reading) => expect(readAskAnswer(text)).toEqual(reading));

  it.each([
    'the light at work is broken',
    'Sipho is sick',
    'is it a work party?',
    'my car is fixed',
    'sick dog at the gate of 5',
  ])('%s is none', (text) => expect(readAskAnswer(text)?.answer).not.toBe('no'));
});
