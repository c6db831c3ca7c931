const DIGITS = /(?![0-9])\p{Nd}/gu;
/** Unicode gives each script its ten digits in a row, and five such rows follow each other at most. */
const MOST_IN_A_ROW = 50;
/** All digits that were read. There are fewer than a thousand. */
const known = new Map<string, string>();

/** Writes the digits of every script as 0 to 9. Each character stays one character (code point). */
export function plainDigits(text: string): string {
  return text.replace(DIGITS, plainDigit);
}

function plainDigit(digit: string): string {
  const found = known.get(digit);
  if (found) return found;
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (point - first < MOST_IN_A_ROW && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  const plain = String((point - first) % 10);
  known.set(digit, plain);
  return plain;
}
