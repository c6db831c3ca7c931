import { describe, expect, it } from 'vitest';
import { wordsOfContactCard } from '#src/messaging/media/contact-card.ts';

describe('a contact card as words', () => {
  it.each([
    [
      'version 3',
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Mokoena;Sipho;;;\r\nFN:Sipho Mokoena\r\nTEL;type=CELL:+27 83 200 1001\r\nEND:VCARD',
      'Sipho Mokoena +27 83 200 1001',
    ],
    [
      'version 4',
      'BEGIN:VCARD\nVERSION:4.0\nFN:Sipho Mokoena\nTEL;VALUE=uri;TYPE="voice,cell":tel:+27832001001\nEND:VCARD',
      'Sipho Mokoena +27832001001',
    ],
    [
      'an iPhone',
      'BEGIN:VCARD\nVERSION:3.0\nN:Mokoena;Sipho\nitem1.TEL;type=pref:083 200 1001\nitem1.X-ABLabel:Home\nEND:VCARD',
      'Sipho Mokoena 083 200 1001',
    ],
    [
      'quoted printable',
      'BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB Nel\nTEL;CELL:0832001001\nEND:VCARD',
      'Zoë Nel 0832001001',
    ],
    ['a folded line', 'BEGIN:VCARD\nFN:Sipho\n  Mokoena\nTEL:083 200\n  1001\nEND:VCARD', 'Sipho Mokoena 083 200 1001'],
    ['two numbers, one of them twice', 'FN:Sipho\nTEL:1\nTEL:2\nTEL:1', 'Sipho 1 2'],
    ['only a name', 'BEGIN:VCARD\nFN:Sipho\\, the baker\nEND:VCARD', 'Sipho, the baker'],
    ['nothing', 'BEGIN:VCARD\nVERSION:3.0\nEND:VCARD', ''],
    ['something else', '<html>', ''],
  ])('%s', (_, card, words) => {
    expect(wordsOfContactCard(card)).toBe(words);
  });
});
