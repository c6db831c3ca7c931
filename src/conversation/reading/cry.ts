import { wallClockOf } from '#src/platform/zoned-time.ts';
import { HELP_IS_URGENT_FROM, NIGHT_ENDS } from '#src/roster/schedules/night.ts';
import type { VolunteerEvent } from '../events.ts';
import { dangerTokens, isDanger, withoutTakenBack } from './danger-words.ts';
import { plain } from './plain.ts';
import { isCopyOfAlarm, isReaction } from './quoted-words.ts';

const SOS = /^s+o+s+(?!\p{L})/u;
const BARE_SOS = /^(?:(?:s+o+)+s+)?$/;
/** In a longer text SOS counts only at an end: "they shouted sos to each other and laughed" is a story. */
const MOST_WORDS_OF_A_CRY = 5;

const HELP_FIRST = /^(?:(?:please|pls|plz)[ ,!.]+)*help(?![\p{L}\p{N}'])/u;
const BARE_HELP = /^help$/;
/** HELP with one of our own words after it asks about that word. "Help my" is no such question: it is Afrikaans. */
export const HELP_WITH_US =
  /^help (?:with )?(?:menu|commands?|info|words|shifts?|book|booking|buddy|join|code|name|drop|report|who)$/;

interface Moment {
  now: Date;
  zone: string;
}

interface Caller extends Moment {
  /** Only coordinators get our alarms, and can send a copy of one. */
  isCoordinator: boolean;
}

/**
 * A call for help, in whatever dialogue: SOS, or words of danger. HELP with other words after it is one by night; by day a
 * person reads it.
 */
export function readCry(text: string, { isCoordinator, ...moment }: Caller): VolunteerEvent | undefined {
  const words = text.trim();
  // somebody else's words, which are in a case already
  if (isReaction(words) || (isCoordinator && isCopyOfAlarm(words))) return undefined;
  if (isAlarm(words)) return { type: 'SOS', words };
  const typed = plain(words);
  if (!HELP_FIRST.test(typed) || BARE_HELP.test(typed) || HELP_WITH_US.test(typed)) return undefined;
  return { type: isNight(moment) ? 'SOS' : 'HELP_WORDS', words };
}

/** A cry that says nothing more: `SOS`, `sos sos!!`. */
export function isBareSos(text: string): boolean {
  return BARE_SOS.test(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}

function isAlarm(text: string): boolean {
  const tokens = withoutTakenBack(dangerTokens(text));
  return isSos(tokens) || (isDanger(tokens) && !BARE_HELP.test(plain(text))) || text.includes('🆘');
}

function isSos(tokens: readonly string[]): boolean {
  const ends = [tokens[0], tokens.at(-1), spelt(tokens.slice(0, 3)), spelt(tokens.slice(-3))];
  if (ends.some((end) => SOS.test(end ?? ''))) return true;
  return tokens.length <= MOST_WORDS_OF_A_CRY && tokens.some((token) => SOS.test(token));
}

/** `s.o.s` is three words of one letter. */
function spelt(letters: readonly string[]): string {
  return letters.every((letter) => letter.length === 1) ? letters.join('') : '';
}

function isNight({ now, zone }: Moment): boolean {
  const { hour } = wallClockOf(now, zone);
  return hour >= HELP_IS_URGENT_FROM || hour < NIGHT_ENDS;
}
