import { describe, expect, it } from 'vitest';
import { readDangerAnswer } from '#src/conversation/understanding/words/read-danger-answer.ts';

describe('an answer to "are you in danger?"', () => {
  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['SAFE', 'safe'],
    ['no we are safe', 'safe'],
    ['ok', 'unsure'],
    ['who is this?', undefined],
    ["I can't make it tonight, my child is sick", undefined],
  ])('%j is %s', (text, answer) => {
    expect(readDangerAnswer(text)).toBe(answer);
  });

  it('"no I am okay" is no yes', () => expect(readDangerAnswer('no I am okay')).not.toBe('yes'));

  it.each([
    'found him, he was at the neighbour',
    'they left, all quiet again',
    'ons het hom gekry, hy was by die buurman',
    'simtholile ubekwamakhelwane',
    'simfumene ebekwammelwane',
  ])('%j says that it is over, so that we ask once more', (text) => {
    expect(readDangerAnswer(text)).toBe('no');
  });

  it.each([
    'he left with my child',
    'my daughter, she is gone',
    'he is gone',
    'sy is weg',
    'they left him bleeding in the road',
    'have they left?',
    'they left the gate open and we walked home and then we sat down to eat and sleep a bit',
  ])('%j does not', (text) => {
    expect(readDangerAnswer(text)).not.toBe('no');
  });
});
