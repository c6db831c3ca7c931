/**
 * The places where a spreadsheet may read a formula: at the start of a cell, after anything that a program may take for the
 * end of a line, and after a semicolon or a tab. Where a comma is the decimal sign, as in South Africa, Excel splits the
 * line at semicolons and ignores quotes in the middle of a cell. Spaces and invisible characters in front do not count. The
 * last four signs are the wide forms, which Apple Numbers takes for the plain ones.
 */
const FORMULA_STARTS = /(?:^|[\p{Cc}\p{Zl}\p{Zp};])[\p{Zs}\p{Cf}]*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** A program may drop these at the start of a cell. */
const DROPPED_AT_START = /^(?=[\t\r])/;

/** The text with an apostrophe before each place where a spreadsheet would read a formula. */
export function defuseFormulas(text: string): string {
  return text.replace(FORMULA_STARTS, "$&'").replace(DROPPED_AT_START, "'");
}
