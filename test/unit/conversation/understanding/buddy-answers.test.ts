import { describe, expect, it } from 'vitest';
import { understand } from '#src/conversation/understanding/understand.ts';

const circumstances = {
  now: new Date('2026-11-27T10:00:00Z'),
  zone: 'Africa/Johannesburg',
  region: 'ZA',
  expects: 'buddy',
  isCoordinator: false,
} as const;

const read = (text: string) => understand({ body: text, attachments: [] }, circumstances);

describe('an answer to "who is coming with you?"', () => {
  it.each([
    ['my neighbour Sipho', 'Sipho'],
    ["it's Johan Venter please", 'Johan Venter'],
    ['Sipho is coming with me', 'Sipho'],
    ["I'm bringing Precious", 'Precious'],
    ['Will', 'Will'],
    ['will be walking with May', 'May'],
    ['my wife, Thandi', 'Thandi'],
    ['Sipho will walk with me tonight', 'Sipho'],
    ['me and Sipho', 'Sipho'],
    ['ek en Pieter', 'Pieter'],
    ['ek kom saam met Hannes', 'Hannes'],
    ['my buurman Fanie asb', 'Fanie'],
    ['my seun Ruan stap saam', 'Ruan'],
    ['nguSipho', 'Sipho'],
    ['ngizohamba noBongani', 'Bongani'],
    ['uThandi uzohamba nami', 'Thandi'],
    ['Mr Govender', 'Mr Govender'],
    ['Oom Hannes', 'Oom Hannes'],
    ['van der Merwe', 'van der Merwe'],
    ['Gift', 'Gift'],
    ['Sipho Zulu', 'Sipho Zulu'],
    ['Andiswa Ndlovu', 'Andiswa Ndlovu'],
    // inside a sentence
    ['Same as last time please, Mr Govender from number 6. I have lost his number.', 'Mr Govender'],
    ['mr fortuin across the road', 'Mr Fortuin'],
    ['my son Liam, he is eighteen', 'Liam'],
    ['Moira my bestie lol', 'Moira'],
    ['me n Lihle', 'Lihle'],
    ['me n dineo', 'Dineo'],
    ['prob xolani', 'Xolani'],
    ['not Mandla this time, Sbu', 'Sbu'],
    ['Dewald. Not his brother Donovan', 'Dewald'],
    ['granddaughter Simone', 'Simone'],
    ['Anton van Wyk', 'Anton van Wyk'],
    ['pieter vd merwe', 'Pieter vd Merwe'],
    ['weer Sipho, same as always', 'Sipho'],
    ['my broer Dawid kom saam', 'Dawid'],
    ['tannie Bets van oorkant', 'Tannie Bets'],
    ['bongani kom saam hy stap by my aan eers', 'Bongani'],
    // after the prefixes of isiZulu and isiXhosa
    ['my brother in law uVusi', 'Vusi'],
    ["my cousin uBheki he's strong", 'Bheki'],
    ['umngani wami uJabu uthe uzongiphelezela ngalobo busuku', 'Jabu'],
    ['ngizohamba noThulani umakhelwane wami', 'Thulani'],
    ['mina noPinky', 'Pinky'],
    ['faka uPieter wakwa 9', 'Pieter'],
    ['uSipho futhi', 'Sipho'],
    ['umngani wami uSiyabonga', 'Siyabonga'],
    ['ndim no Bradley wase flat 3', 'Bradley'],
    ['ubhuti wam omkhulu uMzwandile', 'Mzwandile'],
    ['ikwanguSipho', 'Sipho'],
    ['ubawo akavumi so ndithatha uThandeka', 'Thandeka'],
  ])('%s names %s', (text, name) => {
    expect(read(text)).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'named', name } });
  });

  it.each([
    ["it's Johan Venter 083 555 1234 please", 'Johan Venter'],
    ['083 555 1234', ''],
    ['my wife Rookaya, her number is 083 555 1234', 'Rookaya'],
    ['my better half, Anneline, 083 555 1234', 'Anneline'],
    ['Dit sal Ashwin Petersen wees, sy nommer is 0835551234', 'Ashwin Petersen'],
    ['nguZanele Mkhize, inombolo yakhe ithi 0835551234', 'Zanele Mkhize'],
    ['Sipho, you can phone him on 083 555 1234', 'Sipho'],
  ])('%s gives a number', (text, name) => {
    expect(read(text)).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'named', name, phone: '+27835551234' } });
  });

  it.each([
    'none thanks',
    'None, thank you.',
    'nobody',
    'nobody this time',
    'no one this time sorry',
    'just me please',
    "I'll be alone",
    'going alone tonight',
    'alone',
    'niemand nie',
    'niemand nie, jammer',
    'net ek asb',
    'alleen',
    'akekho',
    'akekho, ngiyabonga',
    'ngedwa',
    'ndedwa',
    'akekho mntu',
    'no1',
    'just my dog lol',
    'net my hond',
    'ngingedwa nje',
    'ndindedwa',
    'akekho, bonke bayesaba izigebengu',
    'Ek het niemand wat saam kan kom nie, my vrou werk nagskof',
    'nobody, my husband works tonight',
  ])('%s is nobody', (text) => {
    expect(read(text)).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'none' } });
  });

  it.each([
    'later',
    'not sure',
    'Not sure yet',
    'still looking',
    'someone',
    "I'll let you know",
    "don't know yet",
    'maybe',
    'nog nie seker nie',
    'ek soek nog',
    'iemand',
    'kamuva',
    'angazi',
    'ngisafuna',
    'andazi',
    'ndisafuna umntu',
    'not yet',
    'pending',
    'sizobona',
    'Ngisazobuza emsebenzini ukuthi ukhona yini ongangiphelezela, ngizonitshela kusasa',
  ])('%s says that nobody is known yet', (text) => {
    expect(read(text)).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'open' } });
  });

  it.each([
    ['my wife', 'her'],
    ['My wife will walk with me', 'her'],
    ['my vrou', 'her'],
    ['umkami', 'her'],
    ['my husband', 'his'],
    ['my man', 'his'],
    ['my son please', 'his'],
    ['my neighbour', 'their'],
    ['a friend', 'their'],
    ['umakhelwane wami', 'their'],
    ['oupa', 'his'],
    ['Oupa', 'his'],
    ['mntakwethu', 'his'],
    ['my brother inlaw', 'his'],
    ['my husband 083 555 1234', 'his'],
    ['my wife 083 555 1234', 'her'],
    ['my bf, he dsnt hv whatsapp but hell be there', 'their'],
    ['my sister is coming along', 'her'],
    ['my cousin van Mitchells Plain', 'their'],
    ["my friend's brother from Observatory", 'their'],
  ])('%s: we ask for the name', (text, whose) => {
    expect(read(text)).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'relation', whose } });
  });

  it.each([
    ['Sipho and Thabo', ['Sipho', 'Thabo']],
    ['Johan or Pieter', ['Johan', 'Pieter']],
    ['Sipho & Thandi Nkosi', ['Sipho', 'Thandi Nkosi']],
    ['Piet en Jan', ['Piet', 'Jan']],
    ['Sipho 083 555 1234 and Thabo 083 555 1235', ['Sipho', 'Thabo']],
  ])('%s: we ask which one', (text, names) => {
    expect(read(text)).toEqual({ type: 'BUDDY_GIVEN', buddy: { kind: 'several', names } });
  });

  it.each([
    'cant come anymore',
    "I can't make it after all",
    'leave it',
    'never mind',
    "don't book it",
    'kan nie meer kom nie',
    'angikwazi ukuza',
  ])('%s leaves the shift', (text) => {
    expect(read(text)).toEqual({ type: 'BACK' });
  });

  it.each([
    'Sipho can’t come',
    'what time do we meet',
    'the gate is broken',
    'two men',
    'phone me',
    'where do we meet',
    'my car is broken',
    'is it cold outside',
    'ek het nie tyd nie',
    'please call my brother',
    'other shifts',
    'tomorrow',
    'sunday rather',
    'ngicela ungifonele',
    'same as last week',
    'I want another shift',
  ])('%s never becomes the name of a buddy', (text) => {
    const event = read(text);
    expect(event.type === 'BUDDY_GIVEN' && event.buddy.kind === 'named').toBe(false);
  });

  it.each([
    'sharp sharp',
    'undo',
    'withdraw',
    'libala',
    'ngihoxile',
    'kunjani',
    'khohlwa',
    'nobdy',
    'Waiting on WhatsApp',
  ])('a word or two that the examples know are no name: %s', (text) => {
    expect(read(text)).not.toMatchObject({ buddy: { kind: 'named' } });
  });

  it.each([
    ['does he need to be registered?', { type: 'FOR_PERSON', intent: 'person' }],
    ['can it be someone under 18', { type: 'FOR_PERSON', intent: 'person' }],
    ['kuyimpoqo yini ukuba nomuntu?', { type: 'FOR_PERSON' }],
    ['can u pair me with someone?', { type: 'FOR_PERSON' }],
    ['hi what do u mean', { type: 'MENU', isAboutQuestion: true }],
    ['sorry show me the list again', { type: 'SHIFTS' }],
    ['Actually make it the Sunday one instead of tonight please', { type: 'BOOK', choice: {} }],
  ])('%s is no answer, and is understood', (text, event) => {
    expect(read(text)).toMatchObject(event);
  });

  it('a question from somebody who is no member stays unread', () => {
    const outside = { ...circumstances, isMember: false };
    expect(understand({ body: 'does he need to be registered?', attachments: [] }, outside).type).toBe('UNCLEAR');
  });

  it.each(['nobody im alone and hes in the house', 'umntwana wam akekho, igazi', 'akekho, bayangena ngewindi'])(
    'a cry is no answer: %s',
    (text) => {
      expect(read(text).type).toMatch(/SOS|LIKELY_DANGER/);
    },
  );

  it.each([
    ['REPORT two men', 'REPORT'],
    ['shots fired', 'SOS'],
    ['call police', 'SOS'],
    ['emergency', 'SOS'],
    ['there are two men at the gate', 'SIGHTING'],
    ['shifts', 'SHIFTS'],
  ])('%s is %s', (text, type) => {
    expect(read(text).type).toBe(type);
  });

  it.each([
    ['BOOK 1 WITH someone', 'open'],
    ['book 1 with my wife', 'relation'],
    ['book 1 with Sipho and Thabo', 'several'],
    ['BUDDY K7 still looking', 'open'],
    ['BUDDY K7 niemand nie', 'none'],
    ['book 1 with my neighbour Sipho', 'named'],
  ])('%s: the words after a command are read in the same way', (text, kind) => {
    expect(understand({ body: text, attachments: [] }, { ...circumstances, expects: 'nothing' })).toMatchObject({
      buddy: { kind },
    });
  });

  it.each(['BOOK 1 WITH cant come anymore', 'BUDDY K7 cant come anymore'])('%s names nobody', (text) => {
    const event = understand({ body: text, attachments: [] }, { ...circumstances, expects: 'nothing' });
    expect(event).not.toHaveProperty('buddy');
  });

  it.each([
    'oh and my own number did change, find me on 0794036158',
    'igama elibhalwe kini akulona elami, mina ngingu Phumlani Zwane',
    'Lovely, thank you',
  ])('"%s" names no buddy', (text) => {
    expect(read(text).type).not.toBe('BUDDY_GIVEN');
  });
});
