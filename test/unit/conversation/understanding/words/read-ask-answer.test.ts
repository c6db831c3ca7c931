import { describe, expect, it } from 'vitest';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';

const YES: Record<string, string[]> = {
  English: [
    ...[
      'Y',
      'y.',
      'Yes',
      'YES!!',
      ' yes ',
      'yess',
      'Yesss',
      'ys',
      'yse',
      'tes',
      'yep',
      'Yup',
      'yeah',
      'ya',
      'sure',
      'Sure!',
    ],
    ...[
      'ok',
      'Okay.',
      'k',
      'okk',
      '👍',
      '👍🏽',
      '👍👍👍',
      'yes 👍',
      '👍 yes',
      '👌',
      '✅',
      'yes please',
      'yes pls',
      'Yes thanks',
    ],
    ...[
      'yes, thank you',
      'yes yes',
      'ok yes',
      'ok sure',
      'yes of course',
      'Of course',
      'definitely',
      'for sure',
      'will do',
    ],
    ...[
      "I'll be there",
      'ill be there',
      'I’ll be there 👍',
      'yes I will be there',
      'yes see you then',
      'ok see you there',
    ],
    ...[
      'coming',
      "I'm coming",
      'count me in',
      'hi yes',
      'Hello, yes',
      'yes I will bring a torch',
      'yes!!! 😊',
      'I can make it',
    ],
    ...[
      "I'll be there at 10",
      'no problem',
      'No problem!',
      'no prob',
      'np',
      "no problem, I'll be there",
      "no I'll be there",
    ],
    ...["No, I'll come", "No I'll be there", 'I was there', 'yes I was there', 'Yes, thank you so much', 'yes\nplease'],
  ],
  Afrikaans: [
    ...['ja', 'Ja.', 'JA!', 'jaa', 'ja dankie', 'ja asb', 'ja graag', 'ek kom', 'Ja ek kom', 'ek sal daar wees'],
    ...['ja, ek sal daar wees', 'dis reg', 'geen probleem', 'Nee, ek sal daar wees', 'ek was daar', 'natuurlik'],
  ],
  isiZulu: ['yebo', 'Yebo!', 'yebo ngiyabonga', 'ngizofika', 'yebo ngizofika', 'kulungile', 'akunankinga', 'yeboo'],
  isiXhosa: ['ewe', 'Ewe.', 'ewe enkosi', 'ewe ndiza kuza', 'ndiyeza', 'eweee'],
  Sesotho: ['ee', 'Ee!', 'ee ntate', 'ho lokile', 'ee ke a leboha', 'ke tla tla'],
  Setswana: ['ee rra', 'ee mma', 'go siame', 'ee ke a leboga'],
  Sepedi: ['eya', 'go lokile', 'ee, ke tla ba gona'],
};

const NO: Record<string, string[]> = {
  English: [
    ...[
      'N',
      'n.',
      'No',
      'NO!!',
      'noo',
      'nooo',
      'nope',
      'nah',
      '👎',
      '👎🏿',
      'no thanks',
      'No thank you',
      'no, sorry',
      'sorry no',
    ],
    ...[
      'no 👎',
      'No, sorry I am sick',
      'no no',
      "I can't",
      "I can't, sick",
      'cant',
      'cannot',
      "can't sorry",
      'Sorry, can’t',
    ],
    ...[
      'cant make it',
      "I can't make it",
      'sorry cant make it',
      "I can't come",
      'i cannot come on sat',
      "won't make it",
    ],
    ...[
      'not coming',
      'sick',
      'Sick.',
      "I'm sick",
      'im ill',
      'ill',
      'ill today',
      'flu',
      'not well',
      'not available',
      'unable to come',
    ],
    ...[
      "can't, working late",
      "can't - have to work",
      'no I have to work',
      'no, busy',
      'no working that night',
      'no, out of town',
    ],
    ...[
      "my car broke down so I can't make it",
      "My wife took the car and I can't come",
      'I wasn’t there',
      'was not there',
      'no I cant',
    ],
    ...[
      "no, I'm not coming",
      "No I can't make it my child is in hospital",
      'not this time',
      'hi, no',
      'No\nI am working',
    ],
  ],
  Afrikaans: [
    ...[
      'nee',
      'Nee.',
      'NEE!',
      'nee dankie',
      'nee jammer',
      'neee',
      'ek kan nie',
      'kan nie',
      'kannie',
      'ek kan nie kom nie',
    ],
    ...[
      'jammer ek kan nie kom nie',
      'siek',
      'ek is siek',
      'nee ek werk',
      'nee, ek is siek',
      'ek was nie daar nie',
      'kan nie kom nie',
    ],
  ],
  isiZulu: [
    'cha',
    'Cha!',
    'hhayi',
    'cha ngiyabonga',
    'angikwazi',
    'angikwazi ukuza',
    'ngiyagula',
    'cha ngiyagula',
    'cha ngiyasebenza',
  ],
  isiXhosa: [
    'hayi',
    'Hayi.',
    'hayi enkosi',
    'hayi khona',
    'andikwazi',
    'andikwazi ukuza',
    'ndiyagula',
    'hayi ndiyagula',
  ],
  Sesotho: [
    'tjhe',
    'che',
    'Tjhe.',
    'ha ke kgone',
    'ha ke kgone ho tla',
    'ke a kula',
    'tjhe ke a kula',
    'tjhe ke a leboha',
  ],
  Setswana: ['nnyaa', 'Nnyaa!', 'nnyaa rra', 'ga ke kgone', 'ke a lwala', 'nnyaa ke a lwala'],
  Sepedi: ['aowa', 'Aowa.', 'aowaa', 'nka se kgone', 'aowa ke a šoma', 'aowa, nka se kgone'],
};

const WHO = [
  ...[
    'who?',
    'Who?',
    'Who ??',
    'who is this',
    'Who is this?',
    'who’s this',
    'whos this?',
    'Sorry who is this?',
    'hi who is this',
  ],
  ...[
    'who are you?',
    'who booked me?',
    'who put me down?',
    'with who?',
    'wie?',
    'wie is dit',
    'Wie is dit?',
    'ubani',
    'Ubani?',
  ],
  ...['ngubani', 'ngubani lo?', 'ke mang', 'Ke mang?', 'o mang'],
];

const UNSURE = [
  ...[
    'maybe',
    'Maybe...',
    'not sure',
    "I'm not sure yet",
    'later',
    "don't know",
    'yes but I may be late',
    'yes, but who is he?',
  ],
  ...[
    'no wait',
    'No, wait',
    'yes no',
    'yes or no',
    'y/n',
    'ja-nee',
    'ja nee',
    'Ja-nee.',
    'yeah nah',
    'no worries',
    'no yes',
    'no ok',
  ],
  ...[
    'yes?',
    'no?',
    'ok?',
    'yes if my wife agrees',
    'yes not sure',
    "yes I can't",
    "yes, can't make it",
    'no but I can ask my brother',
  ],
  ...[
    "no it's fine",
    "no that's fine, sure",
    'no, the other gate',
    'no tomorrow',
    'yes working that night',
    'miskien',
    'dalk',
  ],
  ...[
    'ek weet nie',
    'mhlawumbe',
    'angazi',
    'mhlawumbi',
    'andazi',
    'mohlomong',
    'ha ke tsebe',
    'gongwe',
    'ga ke itse',
    'mohlomongwe',
  ],
  ...[
    'yebo kodwa ngizofika sekwephuzile',
    'ja maar ek is laat',
    'yes 2',
    'I think so',
    'hope so',
    'Y K7 and P8',
    'no K7, yes P8',
  ],
  ...[
    'yes I heard there was something at the gate',
    "I can't make it at 12, but I'll be there at 1",
    'yes what time',
    'no not really',
  ],
];

const NO_ANSWER = [
  ...[
    '',
    '   ',
    '.',
    '😊',
    'thanks',
    'Thank you!',
    'ok thanks',
    'thanks ann',
    'dankie',
    'enkosi',
    'ngiyabonga',
    '🙏',
    'hi',
    'please',
  ],
  ...['1', '2', 'no 2', 'No. 3', 'nr 1', 'the first one', 'K7', 'k7', 'K7 P8', 'case 142', '482913'],
  ...[
    'sos',
    'SOS yes',
    'no help us they have a gun',
    'yes there are shots fired',
    'ewe bayadubula',
    'help',
    'police',
    '🆘',
    'i was robbed',
  ],
  ...[
    'drop k7',
    'DROP',
    'drop k7 sick',
    "drop k7 I can't make it",
    'report 2',
    'REPORT',
    'yes report 2 men at the gate',
    'yes drop K7',
  ],
  ...[
    'in',
    'IN',
    'out',
    'OUT K7',
    'in k7',
    'shifts',
    'shifts sat',
    'my',
    'mine',
    'who',
    'WHO',
    'who is on tonight',
    'who sat',
    'menu',
  ],
  ...[
    '?',
    'back',
    'book sat 2am',
    'buddy k7 none',
    "buddy K7 can't make it",
    'ack 142',
    'more',
    'stop',
    'STOP',
    'start',
    'cancel',
    'join',
  ],
  ...[
    'sick dog at 12 Oak',
    "can't open the gate",
    'angikwazi ukuvula isango',
    'kan nie die hek oopmaak nie',
    'ok going home now',
    'ok the gate is open',
  ],
  ...[
    "Sipho can't make it",
    'Sipho can’t come on Saturday',
    'working late',
    'wrong number',
    'there is a man at the gate',
    'why me',
  ],
  ...[
    'I was at the shop and saw a white car',
    'Liked “Will you come? Reply Y”',
    '👍 to “Reply Y or N”',
    'Reacted 👍 to "Y or N"',
  ],
  `yes ${'and then some more words '.repeat(20)}`,
];

describe.each(Object.entries(YES))('a yes in %s', (_, texts) => {
  it.each(texts)('"%s"', (text) => expect(readAskAnswer(text)).toEqual({ answer: 'yes' }));
});

describe.each(Object.entries(NO))('a no in %s', (_, texts) => {
  it.each(texts)('"%s"', (text) => expect(readAskAnswer(text)).toEqual({ answer: 'no' }));
});

describe('a question who asks', () => {
  it.each(WHO)('"%s"', (text) => expect(readAskAnswer(text)).toEqual({ answer: 'who' }));
});

describe('an answer that is not a plain yes or no', () => {
  it.each(UNSURE)('"%s"', (text) => expect(readAskAnswer(text)).toEqual({ answer: 'unsure' }));
});

describe('what answers no ask', () => {
  it.each(NO_ANSWER)('"%s"', (text) => expect(readAskAnswer(text)).toBeUndefined());
});

describe('a ref in an answer', () => {
  it.each([
    ...[
      'Y K7',
      'y k7',
      'yes k7',
      'Yes to K7',
      'K7 yes',
      'k7, yes',
      'yes, k7 please',
      'K7 ja',
      'yebo K7',
      '👍 K7',
      'K7 👍',
      'Y K7.',
    ],
    ...['yes for k7 thanks', 'ewe k7', 'Y-K7', 'yes K7 K7'],
  ])('"%s" says yes to K7', (text) => {
    expect(readAskAnswer(text)).toEqual({ answer: 'yes', ref: 'K7' });
  });

  it.each([
    'N K7',
    'no k7',
    'No to K7',
    'K7 no',
    "k7 can't, sick",
    "I can't make it on K7",
    'nee k7',
    'cha K7',
    'K7 siek',
  ])('"%s" says no to K7', (text) => expect(readAskAnswer(text)).toEqual({ answer: 'no', ref: 'K7' }));

  it('may be part of a question', () => {
    expect(readAskAnswer('who is this K7?')).toEqual({ answer: 'who', ref: 'K7' });
    expect(readAskAnswer('maybe k7')).toEqual({ answer: 'unsure', ref: 'K7' });
  });

  it('may be a ref that does not exist', () => {
    expect(readAskAnswer('yes K1')).toEqual({ answer: 'yes', ref: 'K1' });
  });
});

it('a no that may mean yes is never read as a plain no', () => {
  for (const text of ['ja-nee', 'no problem', 'no worries', "no I'll be there", 'no wait', 'no maybe', 'yes but no']) {
    expect(readAskAnswer(text)?.answer, text).not.toBe('no');
  }
});
