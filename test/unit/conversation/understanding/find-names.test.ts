import { describe, expect, it } from 'vitest';
import { findNames } from '#src/conversation/understanding/people/find-names.ts';

const names = (text: string) => findNames(text).map(({ name }) => name);

describe('the names in a sentence', () => {
  it.each([
    ['with Johan tonight', 'Johan'],
    ['it is Miss Xoliswa Dyantyi', 'Miss Xoliswa Dyantyi'],
    ['book me with Anél van der Merwe', 'Anél van der Merwe'],
    ['u-Charmaine Jacobs', 'Charmaine Jacobs'],
    ['ngizohamba noNomusa', 'Nomusa'],
    ['kuzoba nguNosipho', 'Nosipho'],
    ['ndinoNtsika', 'Ntsika'],
    ['nobaba uNaidoo', 'Naidoo'],
    ['Sipho kan nie, so Thabo', 'Thabo'],
    ['swop Sipho for Faizel', 'Faizel'],
  ])('%s', (text, name) => {
    expect(names(text)).toEqual([name]);
  });

  it.each([
    'my brother',
    'My Wife Is Coming Along',
    'uMama uyeza',
    'a guy from Observatory',
    'ons bly in Oak Street',
    "Thabo's brother",
    'Thabo se broer',
    'umfana wakwaNdlovu',
    'we talk on WhatsApp on Saturday',
    "Sipho can't come",
    'not with Sipho',
    'MY BROTHER IS COMING',
    '',
  ])('"%s" has none', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('says what speaks for it', () => {
    expect(findNames('my brother in law uVusi')).toMatchObject([{ mark: 'prefix', isBesideRelation: true }]);
    expect(findNames('Moira my friend')).toMatchObject([{ mark: 'first', isBesideRelation: true }]);
    expect(findNames('I take Dawid')).toMatchObject([{ mark: 'capital', isIntroduced: true, isBesideRelation: false }]);
  });
});
