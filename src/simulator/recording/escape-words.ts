/** Words in brackets at the beginning mean something else in a transcript. */
const LOOKS_LIKE_SYNTAX = /^(?:\[(?:photo|voice note|place)\b|\((?:empty|nothing)\)|\(that was )/;
/** Line breaks other than `\n`, and characters that an editor removes or that nobody sees. Joiners are parts of emoji. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}|(?! )\p{Zs}|^ | $/gu;
const ESCAPED = /\\(?:u\{([0-9a-f]+)\}|([n\\[(]))/g;

/** Writes the words of a text so that they fit in one line of a transcript. */
export function escapeWords(words: string): string {
  const escaped = words
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return LOOKS_LIKE_SYNTAX.test(escaped) ? `\\${escaped}` : escaped;
}

/** The words that `escapeWords` has written. Any other backslash is one. */
export function unescapeWords(written: string): string {
  return written.replace(ESCAPED, (_, hexadecimal: string | undefined, character: string | undefined) => {
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return character === 'n' ? '\n' : (character ?? '');
  });
}
