import { editDistance } from '#src/conversation/understanding/edit-distance.ts';
import { wordsOf } from '#src/conversation/understanding/simplify-text.ts';
import { COMMAND_WORDS, COORDINATOR_COMMANDS, type CommandWord } from './command-words.ts';

const HOW_MANY = 3;
const NEAR = 2;

/** Words that hint at a command. An earlier row weighs more. */
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

/** Always three, the likeliest first. The same text always gives the same three. */
export function listLikelyCommands(words: string, isCoordinator: boolean): string[] {
  const typed = wordsOf(words).slice(0, 60);
  const hinted = HINTS.filter(([pattern]) => typed.some((word) => pattern.test(word))).map(([, command]) => command);
  const likely = new Set([...similarTo(typed[0] ?? '', isCoordinator), ...hinted, ...OTHERWISE]);
  return [...likely].slice(0, HOW_MANY);
}

function similarTo(word: string, isCoordinator: boolean): CommandWord[] {
  return (
    (Object.keys(COMMAND_WORDS) as CommandWord[])
      // a typo must not lead anybody to erasure
      .filter((command) => command !== 'FORGET')
      .filter((command) => isCoordinator || !COORDINATOR_COMMANDS.has(command))
      .map((command) => ({ command, distance: editDistance(word.slice(0, 20), command.toLowerCase()) }))
      .filter(({ command, distance }) => distance <= Math.min(NEAR, Math.floor(command.length / 2) - 1))
      .sort((a, b) => a.distance - b.distance)
      .map(({ command }) => command)
  );
}
