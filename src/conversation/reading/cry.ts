import { wallClockOf } from '#src/platform/zoned-time.ts';
import type { VolunteerEvent } from '../events.ts';
import { plain, wordsOf } from './plain.ts';

const SOS_FIRST = /^(?:s+o+s+|s[. ]o[. ]s)(?![\p{L}'])/u;
const SOS_WITHIN = /(?<![\p{L}\p{N}])s+o+s+(?!\p{L})/u;
/** "What is SOS?" asks, and "no sos" takes back; neither should ring every coordinator out of bed. */
const ABOUT_SOS = /^(?:what|what's|whats|how|does|is|why|when|no|not|false|forget)\b/;
const BARE_SOS = /^(?:(?:s+o+)+s+)?$/;
const MOST_WORDS_OF_A_CRY = 5;

const HELP_FIRST = /^(?:(?:please|pls|plz)[ ,!.]+)*help(?![\p{L}\p{N}'])/u;
const BARE_HELP = /^help$/;
/** HELP with one of our own words after it asks about that word. */
export const HELP_WITH_US =
  /^help (?:with )?(?:menu|commands?|info|words|shifts?|book|booking|buddy|join|code|name|my|drop|report|who)$/;

const NIGHT_BEGINS = 20;
const NIGHT_ENDS = 6;

interface Moment {
  now: Date;
  zone: string;
}

/** A call for help, in whatever dialogue. HELP with words after it is one by night; by day a person reads it. */
export function readCry(text: string, moment: Moment): VolunteerEvent | undefined {
  const words = text.trim();
  if (isSos(words)) return { type: 'SOS', words };
  const typed = plain(words);
  if (!HELP_FIRST.test(typed) || BARE_HELP.test(typed) || HELP_WITH_US.test(typed)) return undefined;
  return { type: isNight(moment) ? 'SOS' : 'HELP_WORDS', words };
}

/** A cry that says nothing more: `SOS`, `sos sos!!`. */
export function isBareSos(text: string): boolean {
  return BARE_SOS.test(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}

function isSos(text: string): boolean {
  const typed = plain(text);
  if (SOS_FIRST.test(typed) || text.includes('🆘')) return true;
  return wordsOf(text).length <= MOST_WORDS_OF_A_CRY && SOS_WITHIN.test(typed) && !ABOUT_SOS.test(typed);
}

function isNight({ now, zone }: Moment): boolean {
  const { hour } = wallClockOf(now, zone);
  return hour >= NIGHT_BEGINS || hour < NIGHT_ENDS;
}
