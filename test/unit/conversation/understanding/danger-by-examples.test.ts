import { describe, expect, it } from 'vitest';
import type { Expects } from '#src/conversation/events.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';

const ZONE = 'Africa/Johannesburg';

function read(body: string, expects: Expects = 'nothing', isCoordinator = false, at = '2026-11-27T12:00'): string {
  const circumstances = { now: parseInstant(at, ZONE) as Date, zone: ZONE, region: 'ZA', expects };
  const sender = { isCoordinator, isMember: true, isListFresh: false };
  return understand({ body, attachments: [] }, { ...circumstances, ...sender }).type;
}

describe('danger that no list has words for', () => {
  it.each(['he has my arm and wont let go of me', 'there is a hand coming through the burglar bars'])(
    '"%s" is passed on as likely danger, whatever we had asked',
    (text) => {
      for (const expects of ['nothing', 'name', 'code', 'buddy', 'drop', 'yesNo', 'choice', 'admission'] as const) {
        expect(['LIKELY_DANGER', 'SOS'], expects).toContain(read(text, expects));
      }
    },
  );

  it('does not take back a plain answer', () => {
    for (const yes of ['yes', 'ee mme', 'yebo', 'ja dankie']) expect(read(yes, 'yesNo'), yes).toBe('YES');
  });
});

describe('words of danger where nobody is in danger', () => {
  it.each([
    ['help which number do I reply to book', 'MENU'],
    ['what happens when I send sos', 'MENU'],
  ])('"%s" is read as what it means: %s', (text, type) => expect(read(text)).toBe(type));

  it('HELP as the last word counts, and at night as much as before', () => {
    for (const text of ['what code?? HELP', 'anginayo icode, help'])
      for (const expects of ['nothing', 'code'] as const) expect(read(text, expects), text).toBe('LIKELY_DANGER');
    expect(read('Help, come to the flat, help!', 'nothing', false, '2026-11-28T02:00')).toBe('SOS');
  });

  it('SOS behind other words is harmless only in a question or a test', () => {
    expect(read('test sos fela rra')).not.toBe('SOS');
    expect(['SOS', 'LIKELY_DANGER']).toContain(read('bring the trailer to nr 4, sos'));
  });

  it('a text that begins with SOS is never harmless', () => {
    for (const text of [
      'sos bring toilet paper lol',
      'SOS what happens when I send this',
      'sos which shifts are open?',
      'SSOOSS which shifts are open',
      '🆘 what is open on sunday',
    ])
      expect(['SOS', 'LIKELY_DANGER'], text).toContain(read(text));
  });

  it('a name whose words are a cry is a name, where we asked for one', () => {
    expect(read('Nomvula Dubula', 'name')).toBe('NAME_GIVEN');
    expect(read('Thusang Molefe 072 555 0188', 'buddy')).toBe('BUDDY_GIVEN');
  });
});

it('help that a shaking thumb has typed is heard anywhere in a text', () => {
  for (const text of ['i need hepl', 'HELLUP', 'please hlep']) {
    for (const expects of ['nothing', 'buddy', 'code'] as const) {
      expect(['LIKELY_DANGER', 'SOS'], `${text} ${expects}`).toContain(read(text, expects));
    }
  }
});

it('a text that begins with HELP is doubted the same by day and by night', () => {
  for (const text of ['help the light is out here', 'help my phone is nearly dead here']) {
    expect(read(text), text).toBe('LIKELY_DANGER');
    expect(read(text, 'nothing', false, '2026-11-28T00:30'), text).toBe('LIKELY_DANGER');
  }
});

it('a question books nobody alone', () => expect(read('can I come alone?', 'buddy')).not.toBe('BUDDY_GIVEN'));

describe('certain danger is not doubted', () => {
  it.each([
    'Man down at the corner of Oak and Main',
    'my son turned blue and he is limp',
    'false alarm yesterday. Now there is someone in my house',
  ])('"%s" raises the alarm', (text) => expect(read(text)).toBe('SOS'));
});

describe('a cry where a buddy is asked for', () => {
  it('goes before somebody whom we would ask the name of', () => {
    expect(read('someone has me by the arm', 'buddy')).toBe('LIKELY_DANGER');
    expect(read('my cousin is coming', 'buddy')).toBe('BUDDY_GIVEN');
  });

  it('goes before a number, if a list has its words', () => {
    expect(['SOS', 'LIKELY_DANGER']).toContain(read('Sipho 082 555 0134 they have a gun', 'buddy'));
  });

  it('leaves a command alone', () => expect(read('code')).toBe('CODE'));
});
