import { describe, expect, it } from 'vitest';
import type { Circumstances } from '#src/conversation/events.ts';
import { readCoordinatorSentence } from '#src/conversation/understanding/commands/coordinator-sentences.ts';

const COORDINATOR: Circumstances = {
  ...{ now: new Date('2026-11-27T20:00:00Z'), zone: 'Africa/Johannesburg', region: 'ZA', expects: 'nothing' },
  isCoordinator: true,
};

describe('a sentence of a coordinator', () => {
  it.each([
    ["I'll take case 17", { type: 'ACK', caseNumber: 17, words: '' }],
    ['ek vat 17', { type: 'ACK', caseNumber: 17, words: '' }],
    ['ngithatha icala 17', { type: 'ACK', caseNumber: 17, words: '' }],
    ['on my way to 17', { type: 'ACK', caseNumber: 17, words: 'on my way to 17' }],
    ['ek is oppad na saak 17', { type: 'ACK', caseNumber: 17, words: 'ek is oppad na saak 17' }],
    ['case 17 is mine', { type: 'ACK', caseNumber: 17, words: '' }],
    ["I'll take this case", { type: 'ACK', words: '' }],
    ['show me case 17', { type: 'SHOW', caseNumber: 17 }],
    ['what is case 17 about?', { type: 'SHOW', caseNumber: 17 }],
    ['please let N3 in', { type: 'ADMIT', ref: 'N3' }],
    ["don't let N3 in", { type: 'REFUSE', ref: 'N3' }],
    ['take N3 off the roster', { type: 'REMOVE', ref: 'N3' }],
    ['remove Sipho from the roster', { type: 'REMOVE' }],
  ])('%s', (text, event) => {
    expect(readCoordinatorSentence(text, COORDINATOR)).toEqual(event);
  });

  it.each([
    ['can anybody take case 17?'],
    ["I can't take case 17"],
    ['on my way to 17 Oak'],
    ['remove me from the list'],
    ['17'],
  ])('%s is no command', (text) => {
    expect(readCoordinatorSentence(text, COORDINATOR)).toBeUndefined();
  });

  it('books an item of an open list', () => {
    expect(readCoordinatorSentence("I'll take 2", { ...COORDINATOR, isListFresh: true })).toBeUndefined();
  });

  it('is no command of a volunteer', () => {
    expect(readCoordinatorSentence("I'll take case 17", { ...COORDINATOR, isCoordinator: false })).toBeUndefined();
  });
});
