/** Applied in this order. Joiners come last, when no invisible character stands between them and their letters any more. */
const RULES: [what: RegExp, by: string][] = [
  [/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n'],
  [/\t/g, ' '],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
  [/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ''],
  // zero-width space and word joiner, soft hyphen, direction marks and overrides, non-characters
  [/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]/g, ''],
  // joiners bind emoji and letters of some scripts. Beside ASCII they only make a word look different to us
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  [/(?<![^\u0000-\u007f])[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?![^\u0000-\u007f])/g, ''],
];

/** Makes text well-formed, and removes control characters except `\n` and invisible characters without a meaning. */
export function cleanText(raw: string): string {
  return RULES.reduce((text, [what, by]) => text.replace(what, by), raw.toWellFormed());
}
