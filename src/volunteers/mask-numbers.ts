import { parseMobile } from './phone-number.ts';

/** Nine digits and more, with what people put between them. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\(?\d(?:[\s().-]{0,2}\d){8,14}(?![\p{L}\p{N}])/gu;
const MASK = '[number]';

/** The text without anybody's number but one's own, earlier ones too. */
export function maskOthersNumbers(text: string, { own, region }: { own: readonly string[]; region: string }): string {
  return text.replace(NUMBER, (typed) => (own.includes(parseMobile(typed, region) ?? '') ? typed : MASK));
}
