import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOptOutSentence } from '#src/conversation/understanding/opt-out/opt-out-sentences.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { isSentenceOf, parseSentencePattern } from '#src/conversation/understanding/opt-out/sentence-pattern.ts';

const STOPS: Record<string, string[]> = {
  English: [
    ...['Stop. Thanks', 'stop please', 'Please stop', 'unsubscribe please', 'opt out', 'Opt-out', 'opt me out'],
    ...[
      'please stop texting me',
      'Stop texting me!!',
      'can you please stop texting me?',
      'Hi, stop sending me messages',
    ],
    ...["don't text me anymore", 'Please do not sms me again', 'never message us again', 'no more texts please'],
    ...['take me off your list', 'Please take my number off your list.', 'remove me from this mailing list'],
    ...['unsubscribe me', 'please unsubscribe this number', 'I want to unsubscribe', "I'd like to opt out"],
    ...['I don’t want to receive any more messages', 'I no longer want these messages', 'Kindly stop the SMSes'],
    ...['Good day. Please stop sending me messages. Thank you.', "don't sms me"],
  ],
  Afrikaans: [
    ...['moenie my meer SMS nie', 'Moenie my asb weer sms nie', 'hou op om my te sms', 'hou asb op om vir my te sms'],
    ...["stop die sms'e", 'hou op met die boodskappe asb', 'geen boodskappe meer nie asb', 'stop asb'],
    ...['ek wil nie meer boodskappe kry nie', 'Haal my van julle lys af', 'moet my nie weer sms nie'],
    ...['moet asb nie verder boodskappe stuur nie'],
  ],
  isiZulu: [
    ...['yekani ukungithumelela ama sms', 'angisafuni imiyalezo', 'musani ukungithumelela', 'ungasangithumeleli'],
    ...['Ngicela niyeke: yekani ukungithumelela imiyalezo'.slice(15), 'ngikhipheni ohlwini lwemiyalezo'],
  ],
  isiXhosa: [
    ...['yekani ukundithumelela ii-sms', 'musani ukundithumelela', 'andisayifuni imiyalezo', 'yeka ukunditexta'],
    ...['ndikhupheni kuluhlu lwemiyalezo'],
  ],
  Sesotho: [
    'kgaotsang ho nthomella melaetsa',
    'ha ke sa batla melaetsa',
    'le se ke la hlola le nthomella melaetsa hle',
  ],
  Setswana: ['tlogelang go nthomelela melaetsa', 'ga ke batle melaetsa e', 'o se ka wa nthomelela melaetsa gape'],
  Sepedi: ['emišang go nthomela melaetša', 'ga ke sa nyaka melaetša'],
};

const OTHER_TEXTS = [
  ...['they won’t stop', 'stop them', 'stop at the gate', 'please stop the car', 'stop him', 'please stop that man'],
  ...['stop fighting', 'stop that', 'stop it', 'stop this', 'the car did not stop', 'he told me to stop texting me'],
  ...['we must stop this', 'stop the shift', 'stop the patrol', 'stop my shift', 'please stop my Saturday shift'],
  ...['tell Joseph to stop texting me', 'my husband wants me to stop patrolling', 'stop following me'],
  ...['when will you stop texting me?', 'did you stop sending messages?', 'how do I stop the messages?'],
  ...['please do not stop texting me', "don't stop the messages", 'do not stop', 'nonstop texts', 'bus stop'],
  ...['they keep sending me messages', 'stop sign at the corner is down', 'I cannot stop shaking', 'full stop'],
  ...['stop or I call the police', 'I said stop and he ran', 'there is a stop and search in Main Rd', 'one stop shop'],
  ...[
    'take me off Saturday',
    'take me off the roster',
    'take me off K7',
    'take him off your list',
    'off',
    'leave me alone',
  ],
  ...['remove Sipho from your list', 'add me to your list', 'I opt for Saturday', 'out', 'opt'],
  ...["don't text me tonight, I'm asleep", "don't text me, he will hear the phone", "don't phone me", 'no texts came'],
  ...['no more texts came today', 'I want to stop at 2', 'stop texting and driving', 'stop by the garage please'],
  ...['moenie stop nie', 'hulle hou nie op nie', 'hou op', 'hou hom', 'stop die kar', 'hulle stop by die hek'],
  ...['stop daardie man', 'moenie my skiet nie', 'haal my van Saterdag se lys af', 'yeka', 'yima', 'ngiyekeleni'],
  ...['yekani ukungishaya', 'musa ukungidubula', 'emisa koloi', 'ema', 'stop hulle asb', ''],
];

describe.each(Object.entries(STOPS))('a sentence in %s stops our texts', (_, texts) => {
  it.each(texts)('%s', (text) => {
    for (const channel of ['sms', 'whatsapp'] as const) expect(readOptOut(text, channel)).toBe('stopInWords');
  });
});

it.each(OTHER_TEXTS)('"%s" does not', (text) => {
  for (const channel of ['sms', 'whatsapp'] as const) expect(readOptOut(text, channel)).toBeUndefined();
});

it('no text with danger in it stops our texts', () => {
  for (const text of [
    'stop texting me help',
    'Please stop. SOS',
    'stop texting me 🆘',
    'stop sending me messages they have guns',
  ])
    expect(readOptOut(text, 'sms'), text).toBeUndefined();
});

describe('a pattern', () => {
  const me = parseSentencePattern('(me|this (number|phone))', new Map());
  const pattern = parseSentencePattern('stop (texting|sending {me} [your] texts) [now]', new Map([['me', me]]));

  it.each(['stop texting', 'stop texting now', 'stop sending this phone texts', 'stop sending me your texts now'])(
    'fits "%s"',
    (text) => expect(isSentenceOf(pattern, text.split(' '))).toBe(true),
  );

  it.each([
    'stop',
    'stop now',
    'stop sending texts',
    'stop texting now now',
    'do stop texting',
    'stop sending this texts',
  ])('does not fit "%s"', (text) => expect(isSentenceOf(pattern, text.split(' '))).toBe(false));

  it.each(['stop (a', 'stop a)', 'stop | go', 'stop {unknown}'])('that cannot be read is refused: %s', (source) => {
    expect(() => parseSentencePattern(source, new Map())).toThrow();
  });
});

it('the words of the file are written as texts are compared: lower case, without accents and punctuation', () => {
  const file = new URL('../../../../../src/conversation/understanding/opt-out/opt-out-sentences.txt', import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const line of lines.map((each) => each.replace(/#.*/, ''))) expect(line).toMatch(/^[a-z0-9 =()[\]{}|]*$/);
  expect(isOptOutSentence('stop')).toBe(false);
});
