import { describe, expect, it } from 'vitest';
import { findItems } from '#src/conversation/effects/shifts/find-items.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { after, HOUR } from '#src/platform/duration.ts';

const zone = 'Africa/Johannesburg';
const circumstances = {
  ...{ now: new Date('2026-11-27T16:00:00Z'), zone, region: 'ZA' },
  ...({ expects: 'nothing', isCoordinator: false, isListFresh: true } as const),
};
/** Friday night twice, and Saturday night. */
const items = ['2026-11-28T00:00+02:00', '2026-11-28T02:00+02:00', '2026-11-29T00:00+02:00']
  .map((start) => new Date(start))
  .map((startsAt) => ({ startsAt, endsAt: after(startsAt, 2 * HOUR) }));

const read = (text: string) => understand({ body: text, attachments: [] }, circumstances);

/** The numbers of the items that the text may mean. Undefined: it means no item. */
function itemsIn(text: string, listed = items): number[] | undefined {
  const event = read(text);
  if (event.type === 'NUMBER') return [event.number];
  const choice = event.type === 'BOOK' ? event.choice : undefined;
  return choice && 'item' in choice ? findItems(choice.item, listed, zone) : undefined;
}

describe('an item of the list, in words', () => {
  it.each([
    ['the last one', 3],
    ['last one on the list', 3],
    ['laaste een', 3],
    ['die laaste een asb', 3],
    ['eyokugcina', 3],
    ['yokugqibela', 3],
    ['middelste', 2],
    ['the middle one please', 2],
    ['eyesibili', 2],
    ['yesithathu', 3],
    ['the 1st one', 1],
    ['2nd 1 pls', 2],
    ['daai laaste een is reg vir my, dan hoef ek nie sondag op te staan nie', 3],
    ['last one plz, sunday is better 4 me', 3],
    ['the second of the three suits us', 2],
  ])('%s: a place, %i', (text, number) => expect(itemsIn(text)).toEqual([number]));

  it.each([
    ['2 to 4', 2],
    ['2 to 4 lekker', 2],
    ['2-4', 2],
    ['ye 2 ukuya ku 4', 2],
    ['12 to 2 tonight', 1],
    ['2uur tot 4uur', 2],
    ['vanaand 12uur', 1],
    ['vanaand twaalfuur', 1],
    ['vanaand twaalfuur tot twee is fyn met my, ek bly tog wakker', 1],
    ["2 o'clock", 2],
    ['the one that ends at four', 2],
    ['yanamuhla phakathi kwamabili', 1],
    ['ndibhale kuleyo iqala ezinzulwini zobusuku namhlanje', 1],
    ['phakathi kobusuku namhlanje', 1],
    ['vanaand middernag', 1],
  ])('%s: a time, %i', (text, number) => expect(itemsIn(text)).toEqual([number]));

  it.each([
    ['sat nite', 3],
    ['sunday', 3],
    ['the sunday 1', 3],
    ['yes the sunday 1', 3],
    ['yangeSonto', 3],
    ['eyangeCawe', 3],
    ['not tonight but i can do the 29th', 3],
    ['nie vanaand nie, maar sondag is reg', 3],
    ['kies maar die Sondag, die ander twee val oor my aandklas', 3],
    ['the late 1 tonite', 2],
    ['gimme the late 1 tonite asb', 2],
    ['the early one tonight', 1],
    ['saturday but the early one', 1],
  ])('%s: a day, %i', (text, number) => expect(itemsIn(text)).toEqual([number]));

  it.each([
    ['no not 1, rather 2', 2],
    ['the last one, not the first', 3],
    ['1 noSiya', 1],
    ['2 4 me', 2],
    ['ill do the nxt one aswell, 2', 2],
  ])('%s: the number that is meant, %i', (text, number) => expect(itemsIn(text)).toEqual([number]));

  it.each([
    ['12 to 2', [1, 3]],
    ['midnight', [1, 3]],
    ['middernag', [1, 3]],
    ['tonight', [1, 2]],
    ['saturday', [1, 2, 3]],
    ['the late one', [1, 2, 3]],
    ['the second last one', [1, 2, 3]],
    ['monday', []],
    ['the last one at 4am', []],
    ['2 to 3', []],
    ['2 on sunday', []],
  ])('%s is asked about', (text, numbers) => expect(itemsIn(text)).toEqual(numbers));

  it.each([
    '4 me',
    'two men',
    '2 men',
    'we are two',
    'die ander twee',
    'second floor',
    'sunday?',
    'not sunday',
    'no to sunday',
    'take me off saturday',
    'they broke the first gate only the second one is between us',
    'the one with the dog',
  ])('%s is no item', (text) => expect(itemsIn(text)).toBeUndefined());

  it('needs an open list', () => {
    const event = understand({ body: 'the last one', attachments: [] }, { ...circumstances, isListFresh: false });
    expect(event).not.toMatchObject({ choice: { item: {} } });
  });

  it('never books at once, whoever the text names', () => expect(read('1 noSiya')).not.toHaveProperty('buddy'));
});

describe('the items that words fit', () => {
  it('has no middle between two', () => expect(itemsIn('the middle one', items.slice(0, 2))).toEqual([1, 2]));
  it('has the last of any number', () => expect(itemsIn('the last one', items.slice(0, 2))).toEqual([2]));
  it('has the late one of one night', () => expect(itemsIn('the late one', items.slice(0, 2))).toEqual([2]));
  it('knows no end of a shift that is gone', () => {
    const [first] = items;
    const ends = { hours: [2], minute: 0 };
    expect(findItems({ ends }, first ? [{ startsAt: first.startsAt }] : [], zone)).toEqual([]);
  });

  it('a time that fits no item is about something else, and a day is not', () => {
    expect(findItems({ place: 2, begins: { hours: [4, 16], minute: 0 } }, items, zone)).toEqual([2]);
    const [from, to] = [new Date('2026-11-29T22:00:00Z'), new Date('2026-11-30T22:00:00Z')];
    const monday = { kind: 'range', from, to, name: { span: 'day', date: '2026-11-30' } } as const;
    expect(findItems({ place: 1, when: monday }, items, zone)).toEqual([]);
    expect(findItems({ place: 2, when: monday }, items, zone)).toEqual([]);
  });
});
