import type { Severity } from '#src/conversation/events.ts';
import { simplifyText } from './simplify-text.ts';
import { anyOf, wordsFor } from './words/accepted-words.ts';

export interface SeverityReading {
  severity: Severity;
  /** The words beside it, as typed. A severity that was given as a word is one of them. */
  words: string;
}

const DIGIT_FIRST = /^#?([012])[\uFE0F\u20E3]*(?![\p{L}\p{N}'’/])(?![.,:]\d)[\s:;,.!)–—-]*/u;
const SUSPICIOUS_WORD = anyOf(wordsFor('severity', 'suspicious'));
const INCIDENT_WORD = anyOf(wordsFor('severity', 'incident'));
const QUIET = new RegExp(
  `^(?:(?:all|its|it's|everything|everything's) )*${anyOf(wordsFor('severity', 'quiet', 'calm'))}(?: (?:so far|tonight|here|to report))*$`,
);
const SUSPICIOUS = new RegExp(`^(?:(?:an?|the|its|it's|something) )?${SUSPICIOUS_WORD}(?!\\p{L})`, 'u');
const INCIDENT = new RegExp(`^(?:(?:an?|the|its|it's) )?${INCIDENT_WORD}(?!\\p{L})`, 'u');
const NUMBER = /^(?:(?:no|nr|number|option)\.? ?)?#?([012])$/;
/** "Actually log it as 2", "make that a one" */
const LOGGED =
  /^(?:(?:actually|sorry|no|please|wait|ok|eintlik|nee|maak) )*(?:make|log|put|file|mark|change|call|count|maak|sit) (?:it|that|this|dit)(?: (?:as|to|down as|in as|maar|op))?(?: (?:an?|n))? ([012]|zero|one|two|een|twee)(?: (?:please|pls|now|then|instead|asb|rather|eerder))*$/;
export const SPOKEN_SEVERITIES: Readonly<Record<string, Severity>> = { zero: 0, one: 1, een: 1, two: 2, twee: 2 };
const WORD_ALONE = new RegExp(`^(?:(?:an?|the|its|it's|something) )?(?:${SUSPICIOUS_WORD}|${INCIDENT_WORD})$`);
const QUIET_ALONE = new Set(wordsFor('severity', 'quiet'));
const OK_ALONE = new Set(wordsFor('severity', 'ok'));

/**
 * A severity, then words: `2 two men at the gate`, `suspicious car`. Quiet is read only if the text says nothing else,
 * so that "quiet until the shots" is not filed as quiet. `12 Oak` and `2nd gate` do not begin with a severity.
 */
export function readSeverity(text: string): SeverityReading | undefined {
  const words = text.trim();
  const digit = DIGIT_FIRST.exec(words);
  if (digit) return { severity: Number(digit[1]) as Severity, words: words.slice(digit[0].length) };
  return readNumber(simplifyText(words)) ?? readSeverityWord(words);
}

/**
 * The whole text as a severity: `2`, `#1`, `all quiet`, `Incident!`. Fewer words count than in answer to a question for
 * a severity: after "anything more?", "nothing" or "all good" must not take an incident back.
 */
export function readBareSeverity(text: string): Severity | undefined {
  const typed = simplifyText(text);
  if (QUIET_ALONE.has(typed)) return 0;
  const logged = readLoggedSeverity(typed);
  if (logged !== undefined) return logged;
  return readNumber(typed)?.severity ?? (WORD_ALONE.test(typed) ? readSeverityWord(typed)?.severity : undefined);
}

/** Where the simplified text says as what to file it. */
export function readLoggedSeverity(typed: string): Severity | undefined {
  const number = LOGGED.exec(typed)?.[1];
  return number === undefined ? undefined : (SPOKEN_SEVERITIES[number] ?? (Number(number) as Severity));
}

/** "ok" in answer to "what is it?" means that all is quiet. */
export function isOkForQuiet(text: string): boolean {
  return OK_ALONE.has(simplifyText(text));
}

function readNumber(typed: string): SeverityReading | undefined {
  const digit = NUMBER.exec(typed)?.[1];
  return digit ? { severity: Number(digit) as Severity, words: '' } : undefined;
}

function readSeverityWord(words: string): SeverityReading | undefined {
  const typed = simplifyText(words);
  if (QUIET.test(typed)) return { severity: 0, words: '' };
  const kept = WORD_ALONE.test(typed) ? '' : words;
  if (SUSPICIOUS.test(typed)) return { severity: 1, words: kept };
  return INCIDENT.test(typed) ? { severity: 2, words: kept } : undefined;
}
