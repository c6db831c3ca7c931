import { describe, expect, it } from 'vitest';
import { understand } from '#src/conversation/understanding/understand.ts';

const circumstances = {
  now: new Date('2026-11-27T10:00:00Z'),
  zone: 'Africa/Johannesburg',
  region: 'ZA',
  expects: 'nothing',
  isCoordinator: false,
  isListFresh: true,
} as const;

const read = (text: string) => understand({ body: text, attachments: [] }, circumstances);

describe('an answer to a list of shifts', () => {
  it.each([
    ['2', 2],
    ['number two', 2],
    ['the second one', 2],
    ['The 2nd one please', 2],
    ['yes the second one', 2],
    ['2 please', 2],
    ["I'll take number 3", 3],
    ['can I have the first one', 1],
    ['option four', 4],
    ['no. 3 thx', 3],
    ['namba thathu', 3],
    ['3 torho bhuti', 3],
    ['die twede een seblief', 2],
    ['one', 1],
    ['die tweede een', 2],
    ['die tweede een asb', 2],
    ['nommer drie', 3],
    ['ek vat nommer 2', 2],
    ['eyesibili', 2],
    ['ngicela eyesibili', 2],
    ['inombolo 2', 2],
    ['eyokuqala', 1],
    ['ndicela eyesibini', 2],
    ['eyesithathu', 3],
  ])('%s is item %i', (text, number) => expect(read(text)).toEqual({ type: 'NUMBER', number }));

  it.each([
    'others?',
    'any others',
    'anything else',
    'Anything else?',
    'what else',
    'none of these',
    'no, none of them',
    'iets anders',
    'nie een nie',
    'ezinye',
    'more',
  ])('%s asks for more', (text) => expect(read(text)).toEqual({ type: 'MORE' }));

  it.each(['what about sunday', 'how about sunday?', 'anything on sunday', 'wat van sondag'])(
    '%s lists that day',
    (text) => expect(read(text)).toMatchObject({ type: 'SHIFTS', when: { kind: 'range' } }),
  );

  it.each(['yes the sunday one', 'the sunday one please', "I'll take the sunday one", 'ja die sondag een'])(
    '%s is the shift of that day',
    (text) => expect(read(text)).toMatchObject({ type: 'BOOK', choice: { when: { kind: 'range' } } }),
  );

  it.each(['the 10pm one', "I'll take the 22:00 one"])('%s is the one of the list, whatever the day', (text) =>
    expect(read(text)).toMatchObject({ type: 'BOOK', choice: { item: { begins: { hours: [22] } } } }),
  );

  it.each(['2 and 3', 'we are two', 'two men', 'first aid kit', 'the one with the dog'])('%s is no item', (text) =>
    expect(read(text).type).not.toBe('NUMBER'),
  );

  it('takes a shift of the list, whatever else the sender cannot do', () => {
    const text = "I'm off to Durban on Saturday morning and only back that night, so it will have to be the Sunday.";
    expect(read(text)).toMatchObject({ type: 'BOOK', choice: { item: { when: { name: { date: '2026-11-29' } } } } });
    expect(read('please drop my Friday shift').type).toBe('DROP');
  });

  it('"not the first" is not the first', () => {
    expect(read('hhayi eyokuqala, leyo elandela yona')).not.toEqual({ type: 'NUMBER', number: 1 });
  });

  it('a wish to get no more texts is no answer to the list', () => {
    const text = "I'm not getting enough sleep with these pings, don't send me any more messages please.";
    expect(read(text)).toEqual({ type: 'EXPLAIN', about: 'stop' });
  });

  it('"thu" is a day, and no number of the list', () => {
    for (const text of ['thu', 'yes thu works for me']) expect(read(text).type, text).not.toBe('NUMBER');
  });

  it('needs an open list', () => {
    const event = understand({ body: 'none of these', attachments: [] }, { ...circumstances, isListFresh: false });
    expect(event.type).not.toBe('MORE');
  });
});
