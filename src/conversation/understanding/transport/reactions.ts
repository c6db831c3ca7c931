import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';

const QUOTE = '["“”„«]';
/** No person in danger begins with a quotation of these. With 🆘 somebody asks for help. */
const PICTURES = '(?!🆘)[^\\p{L}\\p{N}\\s"“”„«]{1,12}';
/** `to` in the languages of phones. */
const TO = '(?:to|at|op|aan|na|oor|vir|à|zu|auf|en|al|ku|kwi|ho|go)';
/** What phones write in front of the quoted text, or of `an image`. */
const BEGINNINGS = [
  '(?:liked|loved|disliked|emphasi[sz]ed|questioned|hearted)',
  'laughed at',
  'reacted (?:with )?[^"“”„«\\n]{1,40}? to',
  `${PICTURES} ${TO}`,
  'removed (?:an? )?[^"“”„«\\n]{1,40}? from',
  // Afrikaans
  '(?:het )?(?:gehou|hou) van',
  '(?:is|was) lief vir',
  'het (?:gelag|gelag vir|gelag oor)',
  'het (?:met )?[^"“”„«\\n]{1,40}? (?:gereageer )?op',
  'het \'n [^"“”„«\\n]{1,40}? verwyder van',
  // isiZulu and isiXhosa
  '(?:uthande|utshande|uyithandile|uthandile)',
  // phones set to other languages
  '(?:gefällt|leuk gevonden:?|a aimé|a adoré|le gustó|le encantó|gostou de|curtiu|amou)',
];
const NOUN =
  '(?:image|picture|photo|video|movie|sticker|gif|audio message|voice (?:message|note)|attachment|message|location|contact|link|file)';
const QUOTING = new RegExp(`^(?:${BEGINNINGS.join('|')}) ?${QUOTE}`, 'iu');
const OF_A_FILE = new RegExp(`^(?:${BEGINNINGS.join('|')}) (?:an?|the|\\d{1,2}|your|'n) ${NOUN}s?[.!]?$`, 'iu');
/** A phone cuts a long quotation. */
const CUT = /(?:…|\.\.\.)$/;

/**
 * What a phone sends when its owner reacts to a text: `Liked “…”`, `Reacted 👍 to "…"`, `👍 to “…”`, `Removed a heart from
 * “…”`, `Loved an image`. It quotes somebody else's words, often ours. Undefined: it is not a reaction. `rest`: the words
 * behind the quotation, which the sender typed.
 */
export function readReaction(text: string): { rest: string } | undefined {
  const words = withoutInvisibleMarks(text).trim().replace(/\s+/g, ' ');
  if (OF_A_FILE.test(words)) return { rest: '' };
  const opening = QUOTING.exec(words)?.[0];
  if (!opening) return undefined;
  const end = endOfQuotation(words, opening.length);
  if (end !== undefined) return { rest: words.slice(end).trim() };
  return CUT.test(words) ? { rest: '' } : undefined;
}

/** The index behind the quotation that begins before `from`. Curly marks inside of it come in pairs. */
function endOfQuotation(words: string, from: number): number | undefined {
  const opened = words[from - 1] ?? '';
  const isCurly = opened === '“' && words.includes('”', from);
  let depth = 1;
  let last: number | undefined;
  for (const { 0: mark, index } of words.matchAll(opened === '«' ? /»/g : /["“”]/g)) {
    if (index < from || (isCurly && mark === '"')) continue;
    depth += mark === '“' ? 1 : -1;
    last = index + 1;
    if (isCurly && depth === 0) break;
  }
  // of a quotation in curly marks that was cut, only marks inside of it are left
  return opened === '“' && !isCurly && CUT.test(words) ? undefined : last;
}

/** Whether the text is a reaction, without words of its sender. */
export function isReaction(text: string): boolean {
  return readReaction(text)?.rest === '';
}
