import type { Severity } from '#src/conversation/events.ts';
import { simplifyText } from './simplify-text.ts';

export interface SeverityReading {
  severity: Severity;
  /** The words beside it, as typed. A severity that was given as a word is one of them. */
  words: string;
}

const DIGIT_FIRST = /^#?([012])[\uFE0F\u20E3]*(?![\p{L}\p{N}'’/])(?![.,:]\d)[\s:;,.!)–—-]*/u;
const QUIET =
  /^(?:(?:all|its|it's|everything|everything's) )*(?:quiet|clear|good|calm|nothing)(?: (?:so far|tonight|here|to report))*$/;
const SUSPICIOUS = /^(?:(?:an?|the|its|it's|something) )?suspicious(?!\p{L})/u;
const INCIDENT = /^(?:(?:an?|the|its|it's) )?(?:incident|emergency)(?!\p{L})/u;
const NUMBER = /^(?:(?:no|nr|number|option)\.? ?)?#?([012])$/;
const WORD_ALONE = /^(?:(?:an?|the|its|it's|something) )?(?:suspicious|incident|emergency)$/;

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
  if (/^(?:all )?quiet$/.test(typed)) return 0;
  return readNumber(typed)?.severity ?? (WORD_ALONE.test(typed) ? readSeverityWord(typed)?.severity : undefined);
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
