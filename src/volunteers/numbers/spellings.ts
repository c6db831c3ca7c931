/**
 * Some mobile numbers are written in two ways. WhatsApp keeps the 1 that Mexico gave up and the form without 9 that Brazil gave
 * up, and Argentina writes its mobile numbers with or without a 9.
 */
const SPELLINGS: readonly [spelling: RegExp, stored: string][] = [
  [/^\+521(\d{10})$/, '+52$1'],
  [/^\+54([1-3]\d{9})$/, '+549$1'],
  [/^\+55([1-9]\d)([6-9]\d{7})$/, '+55$19$2'],
];

/** The one spelling under which we know a number in E.164. */
export function spelledAsStored(phone: string): string {
  for (const [spelling, stored] of SPELLINGS) if (spelling.test(phone)) return phone.replace(spelling, stored);
  return phone;
}
