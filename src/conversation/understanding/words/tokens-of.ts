import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';

const TOKEN = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|[,.;:!?\n–—]|\p{Extended_Pictographic}/gu;
const ACCENTS = /\p{M}/gu;
const SAME_EMOJI = /(\p{Extended_Pictographic})\1+/gu;

/** Words in lower case without accents, punctuation, and emoji without their skin tone. */
export function tokensOf(text: string): string[] {
  const even = normalize(withoutInvisibleMarks(text).replace(/[‘’`´]/g, "'"), 'NFKD');
  return even.replace(ACCENTS, '').replace(SAME_EMOJI, '$1').toLowerCase().match(TOKEN) ?? [];
}
