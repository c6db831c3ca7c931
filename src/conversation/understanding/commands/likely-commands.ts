import { editDistance } from '#src/conversation/understanding/edit-distance.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { COMMAND_WORDS, COORDINATOR_COMMANDS, type CommandWord } from './command-words.ts';

const HOW_MANY = 3;
const NEAR = 2;

/** Words of a misunderstood text, and the verb that they hint at; the earlier row weighs more. */
const HINTS: [RegExp, CommandWord][] = [
  [/^(?:cancel|cancelled|canceled|drop|sick|ill|late|can'?t|cannot|unable|swop|swap|skip|quit|release)$/, 'DROP'],
  [
    /^(?:gun|gunshots?|shots?|shooting|men|man|car|break|broken|stolen|theft|robbery|suspicious|fire|fence|gate|alarm|saw|incident|police)$/,
    'REPORT',
  ],
  [/^(?:buddy|partner|friend|together|alone)$/, 'BUDDY'],
  [/^(?:where|when|mine|booked|booking|bookings|my)$/, 'MY'],
  [
    /^(?:patrols?|shifts?|open|available|free|volunteer|duty|nights?|mon|tue|wed|thu|fri|sat|sun|\w+day|weekend|tonight|list)$/,
    'SHIFTS',
  ],
  [/^(?:book|take|want|reserve|sign)$/, 'BOOK'],
  [/^(?:arrived|here|there|start|started|starting|checkin)$/, 'IN'],
  [/^(?:leaving|leave|finished|home|done|over|finish|checkout)$/, 'OUT'],
  [/^(?:who|whom|else|roster)$/, 'WHO'],
  [/^(?:name|surname|called|spelled|spelling|spelt)$/, 'NAME'],
  [/^(?:code|otp|pin|sms)$/, 'CODE'],
];

const OTHERWISE: CommandWord[] = ['SHIFTS', 'MY', 'REPORT', 'MENU'];

/** Always three, the likeliest first; the same text always gets the same three. */
export function listLikelyCommands(words: string, isCoordinator: boolean): string[] {
  const typed = wordsOf(words).slice(0, 60);
  const hinted = HINTS.filter(([pattern]) => typed.some((word) => pattern.test(word))).map(([, verb]) => verb);
  const likely = new Set([...similarTo(typed[0] ?? '', isCoordinator), ...hinted, ...OTHERWISE]);
  return [...likely].slice(0, HOW_MANY);
}

function similarTo(word: string, isCoordinator: boolean): CommandWord[] {
  return (
    (Object.keys(COMMAND_WORDS) as CommandWord[])
      // nobody is led to that by a typo
      .filter((verb) => verb !== 'FORGET')
      .filter((verb) => isCoordinator || !COORDINATOR_COMMANDS.has(verb))
      .map((verb) => ({ verb, distance: editDistance(word.slice(0, 20), verb.toLowerCase()) }))
      .filter(({ verb, distance }) => distance <= Math.min(NEAR, Math.floor(verb.length / 2) - 1))
      .sort((a, b) => a.distance - b.distance)
      .map(({ verb }) => verb)
  );
}
