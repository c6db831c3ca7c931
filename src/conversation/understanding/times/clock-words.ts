import { anyOf, wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';

export interface ClockTime {
  hour: number;
  minute: number;
}

const TWELVE_HOURS = /(?<![\d:.])(\d{1,2})(?:[:h.]([0-5]\d))? ?([ap])\.?m\b\.?/;
const TWENTY_FOUR_HOURS = /(?<![\d:./-])(\d{1,2})(?:[:h]([0-5]\d)|h(?![a-z\d]))(?![\d/])/;
/** `0200`, `2330`; never `2026`. */
const MILITARY = /(?<![\d:./-])([01]\d|2[1-3])([0-5]\d)(?:h|hrs?)?(?![\d/:.a-z-])/;
const MIDNIGHT = wordsFor('time', 'midnight');
const NAMED_CLOCK = new RegExp(`\\b(${anyOf([...MIDNIGHT, ...wordsFor('time', 'noon')])})\\b`);
/** `00:00-02:00`: only the start counts. */
const UNTIL = /^ ?(?:-|–|—|to|until|till) ?\d{1,2}(?:[:h.][0-5]\d|h)? ?(?:[ap]m)?(?![\d:])/;

/** Takes the first clock time out of words in lower case. `rest` is the words around it. */
export function takeClock(words: string): { clock?: ClockTime; rest: string; isMidnight?: true } {
  for (const [pattern, read] of PATTERNS) {
    const match = pattern.exec(words);
    const clock = match && read(match);
    if (match && clock) return { clock, rest: without(words, match) };
  }
  const named = NAMED_CLOCK.exec(words);
  if (!named) return { rest: words };
  const isMidnight = MIDNIGHT.includes(named[1] ?? '');
  const clock = { hour: isMidnight ? 0 : 12, minute: 0 };
  return { clock, rest: without(words, named), ...(isMidnight && { isMidnight }) };
}

const PATTERNS: [RegExp, (match: RegExpExecArray) => ClockTime | undefined][] = [
  [TWELVE_HOURS, ([, hour, minute, half]) => twelveHours(Number(hour), Number(minute ?? 0), half === 'p')],
  [TWENTY_FOUR_HOURS, ([, hour, minute]) => clockTime(Number(hour), Number(minute ?? 0))],
  [MILITARY, ([, hour, minute]) => clockTime(Number(hour), Number(minute))],
];

function twelveHours(hour: number, minute: number, isAfternoon: boolean): ClockTime | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return { hour: (hour % 12) + (isAfternoon ? 12 : 0), minute };
}

function clockTime(hour: number, minute: number): ClockTime | undefined {
  return hour < 24 ? { hour, minute } : undefined;
}

function without(words: string, match: RegExpExecArray): string {
  const before = words.slice(0, match.index).replace(/(?:^|\s)(?:at|from|@)\s*$|@$/, '');
  const after = words.slice(match.index + match[0].length).replace(UNTIL, '');
  return `${before} ${after}`.replace(/\s+/g, ' ').trim();
}
