import { describe, expect, it } from 'vitest';
import { understand } from '#src/conversation/understanding/understand.ts';

const circumstances = {
  now: new Date('2026-11-27T10:00:00Z'),
  zone: 'Africa/Johannesburg',
  region: 'ZA',
  expects: 'drop',
  isCoordinator: false,
} as const;

const read = (text: string) => understand({ body: text, attachments: [] }, circumstances);

describe('an answer to "DROP K7 gives it up, KEEP K7 keeps it"', () => {
  it.each([
    'y',
    'yes',
    'yes drop it please',
    'drop it',
    'drop it please, sorry',
    'give it up',
    'the first one',
    'yes please cancel it',
    'ja',
    'ja los dit',
    'ja los dit asb',
    'los maar',
    'yebo',
    'yebo khansela',
    'ngicela ngikhiphe',
    'ewe',
  ])('%s gives it up', (text) => expect(read(text)).toEqual({ type: 'YES' }));

  it.each([
    'keep',
    'KEEP K7',
    'keep it',
    'keep it please',
    'no keep it',
    'no I’ll be there',
    "I'll be there",
    'no, I will come',
    "don't drop it",
    "no don't drop it",
    'no I don’t want to drop it',
    'sorry my mistake',
    'hou dit',
    'nee hou dit',
    'nee moenie los nie',
    'ek sal daar wees',
    'ngizofika',
    'hayi ndiyayigcina',
    'the second one',
    'eyesibili',
    'K7 ndiyayigcina',
  ])('%s keeps it', (text) => expect(['BACK', 'NO']).toContain(read(text).type));

  it.each([
    'my child is sick',
    'my kid is sick, sorry',
    "can't come, car trouble",
    "I can't make it",
    'have to work',
    'my car broke down',
    'yes my mother is in hospital',
    'my kind is siek',
    'ek moet werk',
    'ek kan nie kom nie',
    'ingane iyagula',
    'ngiyagula',
    'ndiyagula',
    'umntwana uyagula',
  ])('%s gives it up, with the reason', (text) => expect(read(text)).toEqual({ type: 'REASON', words: text }));

  it.each([
    'nobody will be there from our side',
    'neither of us will be there, we are both ill',
    'niemand sal daar wees nie',
  ])('"%s" does not keep it', (text) => expect(read(text).type).not.toBe('BACK'));

  it('reads the ref beside the reason', () => {
    expect(read('K7 sick')).toEqual({ type: 'REASON', words: 'K7 sick', ref: 'K7' });
  });

  it.each([
    "no I can't come",
    'no problem',
    'no, sick',
    'no drop it',
    'ja nee',
    "yes I'll be there",
    'yes keep it',
    'yes no',
  ])('%s could mean two things', (text) => expect(['TWOFOLD_NO', 'UNCLEAR']).toContain(read(text).type));

  it.each([
    "I'm still coming, but only at half past one",
    'ek kom nog, maar net n uur later',
    'ngiyeza kodwa ngizofika ngo-1',
  ])('%s keeps it, and the others hear when they come', (text) => {
    expect(read(text)).toMatchObject({ type: 'FOR_PERSON', intent: 'late', words: text });
  });

  it.each([
    'what time does it start',
    'did Joseph cancel too?',
    'is it raining',
    'who is my buddy',
    'I am not sick',
    'my car is fixed so I am still coming but late',
    'maybe',
    'hmm',
    'I see a strange car outside the school',
    'suspicious car in Oak Road',
    'two men at work on the fence, there is a bakkie',
    'gate is broken',
    'my wife is coming with me',
    'sick?',
  ])('%s gives nothing up', (text) => {
    expect(['YES', 'REASON']).not.toContain(read(text).type);
  });
});

describe('words beside "DROP K7 gives it up, KEEP K7 keeps it"', () => {
  it.each([
    ['im tired of all of it, take me out of the watch completely', { type: 'EXPLAIN', about: 'leave' }],
    ['what happens if I drop it so late, do I get into trouble', { type: 'FOR_PERSON', intent: 'person' }],
    ['who else is on patrol tonight?', { type: 'WHO' }],
    ['siyabonga iNkosi inibusise', { type: 'THANKS' }],
    ['what does KEEP mean, keep what', { type: 'UNCLEAR' }],
  ])('"%s" neither gives it up nor keeps it', (text, event) => expect(read(text)).toMatchObject(event));
});
