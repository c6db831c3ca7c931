import type { VolunteerEvent } from '#src/conversation/events.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { isReaction } from '#src/conversation/understanding/transport/reactions.ts';
import { isHelpUrgent } from '#src/roster/schedules/night.ts';
import { inContext, isTestOfSos } from './danger-in-context.ts';
import { dangerTokens, isDanger, suggestsDanger, withoutNegated } from './match-danger-words.ts';
import { isCopyOfAlarm } from './quoted-words.ts';

const SOS = /^s+o+s+(?!\p{L})/u;
const BARE_SOS = /^(?:(?:s+o+)+s+)?$/;
/**
 * In a longer text, SOS counts only as the first or last word: "they shouted sos to each other and laughed" is a story.
 */
const MOST_WORDS_OF_AN_SOS = 5;

/** One flame is praise. */
const SIGNS_OF_DANGER = /[🔫🔪🩸🚨]|🔥🔥🔥/u;

/** "What code?? HELP", and nothing after it that could be a wish. */
const HELP_LAST = /[?!.,;][ \n]{0,3}help[!. ]{0,5}$/i;

const HELP_FIRST = /^(?:(?:please|pls|plz)[ ,!.]+)*help(?![\p{L}\p{N}'])/u;
/** A thumb that shakes. HELP itself may be about the menu. */
const MISSPELT_HELP = /(?<![\p{L}\p{N}])(?:hepl|hlep|halp|hellup|hellp|heelp|helep|hulpp|hlup)(?![\p{L}\p{N}])/u;
const BARE_HELP = /^help$/;
/** HELP before a command asks about the command. "Help my" does not: it is Afrikaans for "help me". */
export const HELP_WITH_COMMAND =
  /^help (?:with )?(?:menu|commands?|info|words|shifts?|book|booking|buddy|join|code|name|drop|report|who)$/;

interface TimeAndZone {
  now: Date;
  zone: string;
}

interface SenderInDanger extends TimeAndZone {
  /** Only coordinators get alarms and could send a copy of one. */
  isCoordinator: boolean;
}

/**
 * Reads a call for help, in any dialogue and from any sender. SOS is certain and raises the alarm. Words that only suggest danger
 * go to the coordinators, and the sender is asked. HELP with other words after it is an SOS at night.
 */
export function readDanger(
  text: string,
  { isCoordinator, ...timeAndZone }: SenderInDanger,
): VolunteerEvent | undefined {
  const words = text.trim();
  // these are somebody else's words, and are in a case already
  if (isReaction(words) || (isCoordinator && isCopyOfAlarm(words))) return undefined;
  const danger = howDangerous(words);
  if (danger === 'certain') return { type: 'SOS', words };
  if (danger === 'likely') return { type: 'LIKELY_DANGER', words };
  const typed = simplifyText(words);
  if (MISSPELT_HELP.test(typed)) return { type: 'LIKELY_DANGER', words };
  if (!HELP_FIRST.test(typed) || BARE_HELP.test(typed) || HELP_WITH_COMMAND.test(typed)) {
    return endsWithHelp(words) ? { type: 'LIKELY_DANGER', words } : undefined;
  }
  const tokens = dangerTokens(words);
  const isUrgent = isHelpUrgent(timeAndZone.now, timeAndZone.zone);
  const help = inContext(isUrgent ? 'certain' : 'likely', words, withoutNegated(tokens));
  if (help === 'no' || !withoutNegated(tokens).includes('help')) return undefined;
  return { type: help === 'certain' ? 'SOS' : 'LIKELY_DANGER', words };
}

/** Whether the text is SOS and nothing else: `SOS`, `sos sos!!`. */
export function isBareSos(text: string): boolean {
  return BARE_SOS.test(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}

/** Whether the text is HELP and nothing else. It asks for the menu, and may be all that somebody can type. */
export function isBareHelp(text: string): boolean {
  return BARE_HELP.test(simplifyText(text));
}

/** Whether the text is an SOS, whoever sends it. */
export function isDangerNow(text: string): boolean {
  return howDangerous(text) === 'certain';
}

/** Whether SOS is in it, as a call and not as a word of a story. */
export function hasSos(text: string): boolean {
  return isSos(withoutNegated(dangerTokens(text))) || text.includes('🆘');
}

/** Whether HELP is all that its last part says. */
export function endsWithHelp(text: string): boolean {
  return HELP_LAST.test(text);
}

function howDangerous(text: string): 'certain' | 'likely' | 'no' {
  const tokens = dangerTokens(text);
  const left = withoutNegated(tokens);
  const isCertain = isSos(left) || (isDanger(left) && !isBareHelp(text)) || text.includes('🆘');
  if (!isCertain && !suggestsDanger(left) && !SIGNS_OF_DANGER.test(text)) return 'no';
  if (isTestOfSos(tokens)) return 'no';
  // whoever begins with SOS means it
  if (isCertain && SOS.test(left[0] ?? '')) return 'certain';
  return inContext(isCertain ? 'certain' : 'likely', text, tokens);
}

function isSos(tokens: readonly string[]): boolean {
  const ends = [tokens[0], tokens.at(-1), joinedLetters(tokens.slice(0, 3)), joinedLetters(tokens.slice(-3))];
  if (ends.some((end) => SOS.test(end ?? ''))) return true;
  return tokens.length <= MOST_WORDS_OF_AN_SOS && tokens.some((token) => SOS.test(token));
}

/** Joins words of one letter: `s.o.s` is read as three of them. */
function joinedLetters(letters: readonly string[]): string {
  return letters.every((letter) => letter.length === 1) ? letters.join('') : '';
}
