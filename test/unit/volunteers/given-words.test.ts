import { describe, expect, it } from 'vitest';
import { isName, isReason, withSpacesAfterInitials } from '#src/volunteers/people/given-words.ts';

describe('the name of a person', () => {
  it.each([
    ...[
      'Thandi Nkosi',
      'Nosipho-Anne',
      "D'Arcy",
      'D’Arcy',
      'J. P.',
      'J.P. Nkosi',
      'Ng',
      'O',
      '’Mampho Tau',
      "'t Hooft",
    ],
    ...[
      'Ésperance Müller',
      'Đặng Thị',
      'D\u0061\u0323\u0302ng',
      'Ömer İnönü',
      'Gal·la Llull',
      'St. John Smith',
      'Anne‑Marie',
    ],
    ...[
      '李',
      '王小明',
      'さくら',
      '김민준',
      'محمد علی',
      'مهدی\u200cنیا',
      'ශ්\u200dරී',
      'नरेंद्र',
      'สมชาย',
      'אַבְרָהָם',
      '!Xóõ'.slice(1),
    ],
  ])('may be %s', (name) => {
    expect(isName(name)).toBe(true);
  });

  it.each([
    ...[
      'http://evil.co/p Bank',
      'evil.co',
      'Evil.Co Bank',
      't.co',
      'www.evil',
      'evil。co',
      'evil．co',
      'evil/p',
      'a@b.co',
    ],
    ...[
      'Thandi 0831234567',
      'Code 482913',
      'K7',
      'Agent ٤٢',
      'Henry Ⅷ',
      '!!',
      '',
      ' ',
      '.',
      '-',
      'Thandi\u202eNkosi',
      'Tha\u200bndi',
    ],
    ...[
      'Thandi\u200dNkosi',
      '\u3164',
      'Th\u034fandi',
      'Thandi\u0000',
      'Thandi\nNkosi',
      `a${'\u0301'.repeat(5)}`,
      '🦉a',
      'Thandi: pay now',
      'a..b',
    ],
  ])('is not %j', (name) => {
    expect(isName(name)).toBe(false);
  });

  it('gets a space after an initial, so that a phone makes no link of it', () => {
    expect(['J.Smith', 'J.P.Nkosi', 'J.P. Nkosi', 't.co', 'evil.co'].map(withSpacesAfterInitials)).toEqual([
      ...['J. Smith', 'J.P. Nkosi', 'J.P. Nkosi', 't. co', 'evil.co'],
    ]);
  });
});

describe('a reason', () => {
  it.each([
    ...[
      '',
      'my child is sick',
      "I'm sick. Sorry!",
      'late at work, back at 20:30',
      'e.g. the car, at 9 a.m.',
      'since 2026',
    ],
    ...[
      'call 10111 if needed',
      '28/11/2026',
      '2026-11-28 00:00',
      'R1500 for the car',
      'load-shedding 4...',
      '24/7',
      'gate 14B',
    ],
  ])('may be %j', (words) => {
    expect(isReason(words)).toBe(true);
  });

  it.each([
    ...[
      'see http://evil',
      'HTTPS://x',
      'go to evil.co',
      'evil.co/p',
      'www.evil',
      'a@evil.com',
      'evil。co',
      'evil．co',
      'ev\u200bil.c\u200bo',
    ],
    ...[
      'phone 083 200 1001',
      '+27832001001',
      '083-200-1001',
      '(083) 200.1001',
      '０８３２００１００１',
      'code 482913',
      '482 913 is it',
      '482-913',
    ],
  ])('is not %j', (words) => {
    expect(isReason(words)).toBe(false);
  });
});
