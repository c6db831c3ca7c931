import { fits, MOST_SEGMENTS } from '#src/messaging/segments/fit-for-sms.ts';
import { longestFit } from '#src/messaging/segments/longest-fit.ts';

/** The text of a page with these words. The last page does not name another one. */
export type BuildPage = (words: string, page: number, isLast: boolean) => string;

/** Longer words never fit into one text, so that they need not be built to know it. */
const SURELY_TOO_LONG = 1_000;

/**
 * Cuts words into texts of two segments at most, at spaces if there are any, and returns one of them. Cut from the front:
 * words that are added later change the last page only. Returns the number of pages if there are fewer.
 */
export function paginate(words: string, wanted: number, build: BuildPage): { text: string } | { pages: number } {
  let start = 0;
  for (let page = 1; ; page += 1) {
    const rest = words.length - start < SURELY_TOO_LONG ? words.slice(start) : undefined;
    const last = rest === undefined ? undefined : build(rest, page, true);
    if (last !== undefined && fits(last)) return page === wanted ? { text: last } : { pages: page };
    const end = endOfPage(words, start, build('-', page, false));
    if (page === wanted) return { text: build(words.slice(start, end), page, false) };
    start = end;
    while (/\s/.test(words.charAt(start))) start += 1;
  }
}

/** `built`: the page with one character as its words. */
function endOfPage(words: string, start: number, built: string): number {
  const frame = built.replace('-', '');
  const end = longestFit(words, { start, frame, segments: MOST_SEGMENTS });
  // a frame that leaves no room must not keep us here for ever
  if (end === start) return start + String.fromCodePoint(words.codePointAt(start) ?? 0).length;
  const space = start + words.slice(start, end + 1).lastIndexOf(' ');
  return space > start + (end - start) / 2 ? space : end;
}
