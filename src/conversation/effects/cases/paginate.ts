import { fits } from '#src/messaging/segments/fit-for-sms.ts';

/** Cuts words into texts of two segments at most, at spaces if there are any. */
export function paginate(words: string, build: (cut: string, page: number, isLast: boolean) => string): string[] {
  const pages: string[] = [];
  let rest = words;
  while (!fits(build(rest, pages.length + 1, true))) {
    let length = longestFitting(rest.length, (count) => fits(build(rest.slice(0, count), pages.length + 1, false)));
    const space = rest.lastIndexOf(' ', length);
    if (space > length / 2) length = space;
    if (/[\ud800-\udbff]$/.test(rest.slice(0, length))) length -= 1;
    pages.push(build(rest.slice(0, length), pages.length + 1, false));
    rest = rest.slice(length).trimStart();
  }
  return [...pages, build(rest, pages.length + 1, true)];
}

function longestFitting(most: number, fits: (count: number) => boolean): number {
  let enough = 2;
  let tooMany = most + 1;
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(middle)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}
