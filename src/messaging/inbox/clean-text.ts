/** In this order. Joiners come last: what stood between them and their letters is gone by then. */
const RULES: [what: RegExp, by: string][] = [
  [/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n'],
  [/\t/g, ' '],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  [/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ''],
  // zero-width space and word joiner, soft hyphen, direction marks and overrides, non-characters
  [/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]/g, ''],
  // joiners bind emoji and the letters of some scripts; beside ASCII they only hide a word from us
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  [/(?<![^\u0000-\u007f])[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?![^\u0000-\u007f])/g, ''],
];

/** Text as it may enter: well-formed, no control characters but `\n`, nothing invisible that carries no meaning. */
export function cleanText(raw: string): string {
  return RULES.reduce((text, [what, by]) => text.replace(what, by), raw.toWellFormed());
}
