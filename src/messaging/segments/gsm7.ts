import { normalize } from '#src/platform/normalize.ts';

/** The default alphabet of 3GPP TS 23.038, table 6.2.1, without its escape character. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** The extension table. Each of these needs an escape character before it. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Replacements that mean the same to a reader. Accents are not listed, because decomposition removes them. */
const PLAIN: Readonly<Record<string, string>> = {
  ...spread("'", '‘’‚‛′´`ʼʹ＇'),
  ...spread('"', '“”„‟″«»＂'),
  ...spread('-', '‐‑‒–—―−•﹣－'),
  ...spread(' ', '\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'),
  ...spread('', '\u00ad\u200b\u2060\ufeff'),
  ...spread('\n', '\u0085\u2028\u2029'),
  ...{ '…': '...', '‹': '<', '›': '>', '×': 'x', '⁄': '/', '½': '1/2', '¼': '1/4', '¾': '3/4' },
  ...{ '™': 'TM', '©': '(c)', '®': '(R)', '¹': '1', '²': '2', '³': '3' },
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ħ: 'h', Ħ: 'H', ı: 'i', ŋ: 'n', Ŋ: 'N' },
  ...{ œ: 'oe', Œ: 'OE', ẞ: 'SS', ŉ: "'n", ĸ: 'k', ŧ: 't', Ŧ: 'T' },
};

/** Characters that are the same in ASCII and in the default alphabet. Nearly every text of ours has no others. */
const PLAIN_TEXT = /^[\n\r !-Z_a-z]*$/;

/** Whether each character is sent as it is, as one septet. A hundred times as quick as looking at them one by one. */
export function isPlain(text: string): boolean {
  return PLAIN_TEXT.test(text);
}

/** The number of septets of a character (one code point); undefined if it is not in GSM-7. */
export function septetsOf(character: string): 1 | 2 | undefined {
  if (BASIC.has(character)) return 1;
  return EXTENSION.has(character) ? 2 : undefined;
}

export function isGsm7(text: string): boolean {
  return Array.from(text).every((character) => septetsOf(character) !== undefined);
}

/**
 * Replaces characters that only typography or accents keep out of GSM-7, such as curly quotes, dashes and the ë of Zoë.
 * Letters of GSM-7 (é, ñ, ö) stay. Characters without a plain form (emoji, other scripts) stay too, and need UCS-2.
 */
export function foldForSms(text: string): string {
  if (isPlain(text)) return text;
  return Array.from(normalize(text, 'NFC'), fold).join('');
}

function fold(character: string): string {
  if (septetsOf(character)) return character;
  const plain = PLAIN[character];
  if (plain !== undefined) return plain;
  // an accent that has no character together with its letter
  if (/[\u0300-\u036f]/.test(character)) return '';
  const apart = character.normalize('NFD');
  if (apart === character) return character;
  const bare = apart.replace(/\p{Mn}/gu, '');
  return bare !== '' && isGsm7(bare) ? bare : (PLAIN[bare] ?? character);
}

function spread(plain: string, characters: string): Record<string, string> {
  return Object.fromEntries(Array.from(characters, (character) => [character, plain]));
}
