import { cleanText } from '#src/messaging/inbox/clean-text.ts';

/** Nobody has more numbers that matter to us, and each line is short. */
const MOST_NUMBERS = 3;
const LONGEST_LINE = 200;
const MOST_LINES = 400;

/**
 * The name and the numbers of a contact card (vCard 2.1 to 4), as a person would type them: `Sipho Mokoena 083 200 1001`. Empty
 * if it has neither.
 */
export function wordsOfContactCard(card: string): string {
  const lines = unfolded(card);
  const names = valuesOf(lines, 'FN');
  const name = names[0] ?? valuesOf(lines, 'N').map(namesInOrder)[0] ?? '';
  const numbers = valuesOf(lines, 'TEL').map((number) => number.replace(/^tel:/i, ''));
  return [name, ...[...new Set(numbers)].slice(0, MOST_NUMBERS)].filter(Boolean).join(' ');
}

/** A long line goes on in the next one, after a space. */
function unfolded(card: string): string[] {
  return card
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/, MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE));
}

/** `TEL;TYPE=CELL:+27…`, `item1.TEL:+27…`, `FN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB` */
function valuesOf(lines: readonly string[], property: string): string[] {
  return lines.flatMap((line) => {
    const at = line.indexOf(':');
    const [name = '', ...parameters] = line.slice(0, Math.max(at, 0)).toUpperCase().split(';');
    if (name.replace(/^.*\./, '') !== property) return [];
    const typed = line.slice(at + 1);
    const value = parameters.some((each) => each.includes('QUOTED-PRINTABLE')) ? fromQuotedPrintable(typed) : typed;
    return cleanText(value.replace(/\\([,;\\])/g, '$1')).trim() || [];
  });
}

/** `Mokoena;Sipho;;;` */
function namesInOrder(name: string): string {
  const [last = '', first = ''] = name.split(';');
  return `${first} ${last}`.trim();
}

function fromQuotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
