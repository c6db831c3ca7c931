import { parse } from 'dotenv';

/** A character for private use, which stands for "#" while a file is read as if "#" began no comments. */
const STAND_IN = '\ue000';

/**
 * The variables of a `.env` file whose value ends before a "#" that may belong to it: `WATCH_NAME=Block #7` is read as
 * "Block". A comment behind a value looks the same. One behind no value, or behind a quoted value, does not count.
 */
export function listCutValues(file: string): string[] {
  const values = parse(file);
  const whole = parse(file.replaceAll('#', STAND_IN));
  return Object.entries(values).flatMap(([name, value]) => {
    const rest = whole[name]?.replaceAll(STAND_IN, '#') ?? value;
    const isComment = value === '' ? /^#\s/.test(rest) : isQuoted(rest, value);
    return rest === value || isComment ? [] : [name];
  });
}

/** Behind a quoted value the rest can only be a comment. The quotes are gone from the value, and not from the whole line. */
function isQuoted(rest: string, value: string): boolean {
  return /^["'`]/.test(rest) && !/^["'`]/.test(value);
}
