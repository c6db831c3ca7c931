import { describe, expect, it } from 'vitest';
import { understand } from '#src/conversation/understanding/understand.ts';

const circumstances = {
  now: new Date('2026-11-27T10:00:00Z'),
  zone: 'Africa/Johannesburg',
  region: 'ZA',
  expects: 'severity',
  isCoordinator: false,
} as const;

const read = (text: string) => understand({ body: text, attachments: [] }, circumstances);

describe('an answer to "how serious is it?"', () => {
  it.each([
    ['looks dodgy', 1],
    ['just suspicious', 1],
    ["it's a bit weird", 1],
    ['suspicious, he walks up and down', 1],
    ["it's over", 1],
    ['they are gone now', 1],
    ['not too serious', 1],
    ['not sure', 1],
    ['lyk verdag', 1],
    ['hulle is weg', 1],
    ['kuyasolisa', 1],
    ['bayasolisa laba', 1],
    ['kuyakrokrisa', 1],
    ['een', 1],
    ["I'd say 1", 1],
    ['they got in and took the tv', 2],
    ["it's serious", 2],
    ['they smashed the window', 2],
    ['baie ernstig', 2],
    ['bebile', 2],
    ['twee', 2],
    ["it's a 2", 2],
    ['log it as 2 please', 2],
    ['make that a one', 1],
    ['number 1 my bra', 1],
    ['Two. The lock is off and the shed is empty', 2],
    ['I think 2', 2],
    ['everything is fine', 0],
    ['nothing serious', 0],
    ['not serious at all', 0],
    ['niks ernstig nie', 0],
    ['all good here', 0],
    ['nothing to report', 0],
    ['alles rustig', 0],
    ['alles stil hier', 0],
    ['kuthulile', 0],
    ['konke kuhle', 0],
    ['kuzolile', 0],
  ])('%s is %i', (text, severity) => {
    const event = read(text);
    expect(event.type === 'NUMBER' ? event.number : event).toEqual(
      event.type === 'NUMBER' ? severity : expect.objectContaining({ type: 'SEVERITY', severity }),
    );
  });

  it.each(['they got in and took the tv', 'looks dodgy, a white Polo'])('keeps the words of "%s"', (text) => {
    expect(read(text)).toMatchObject({ words: text });
  });

  it.each([
    'never mind',
    'No, it is nothing',
    "it's nothing",
    'false alarm',
    'forget it',
    'leave it, sorry',
    'toemaar',
    'dis niks nie',
    'akulutho',
    'please ignore my text, I sat on my phone and sent it by accident',
  ])('%s leaves it', (text) => expect(read(text)).toEqual({ type: 'BACK' }));

  it.each(['two men in Oak Road', 'nothing was stolen', 'nobody was hurt', 'quiet until the dogs started at number 9'])(
    '%s is more about it, and no answer yet',
    (text) => {
      expect(read(text)).toEqual({ type: 'WORDS', words: text });
    },
  );

  it.each(['2 what number must I phone?', 'incident, what now', '2 mans wat die nommers afskroef'])(
    '"%s" is an incident, whatever it asks',
    (text) => expect(read(text)).toMatchObject({ type: 'SEVERITY', severity: 2 }),
  );

  it.each([
    ['what do the numbers mean?', { type: 'EXPLAIN', about: 'severities' }],
    ['ithetha uthini incident kanye', { type: 'EXPLAIN', about: 'severities' }],
    ['who is that at the gate?', { type: 'FOR_PERSON', intent: 'person', isHarmless: false }],
    ['wat is die verskil tussen 1 en 2', { type: 'EXPLAIN', about: 'severities' }],
    ['can somebody please phone me about this', { type: 'FOR_PERSON', intent: 'person' }],
    ['gaan iemand nou uitkom?', { type: 'FOR_PERSON', intent: 'person' }],
    ['who is on patrol tonight?', { type: 'WHO' }],
    ['who is on duty now, can they come and drive past', { type: 'FOR_PERSON', intent: 'person' }],
    ['thank you for the quick reply', { type: 'THANKS' }],
    ['our 2 hrs is up, we are signing off', { type: 'OUT' }],
  ])('"%s" is no answer, and gets its own', (text, event) => {
    expect(read(text)).toMatchObject(event);
  });
});
