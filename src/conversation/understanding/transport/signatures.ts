import { findCommandWord } from '#src/conversation/understanding/commands/command-words.ts';
import { isDangerNow } from '#src/conversation/understanding/danger/read-danger.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';

const DEVICE =
  '(?:i ?phone|i ?pad|galaxy|samsung|huawei|xiaomi|redmi|nokia|oppo|vivo|tecno|itel|hisense|honor|motorola|moto|sony|xperia|pixel|blackberry|android|windows|mobile|cell ?phone|smart ?phone|phone|selfoon|foon|tablet|device|outlook|yahoo|gmail|mtn|vodacom|cell c|telkom)';
/** Up to so many words may name the model: `Sent from my Samsung Galaxy A14 5G`. */
const MODEL = '(?:[ ,][\\p{L}\\p{N}+().-]{1,20}){0,5}';
/** What a phone adds to a text, compared in its simple form. */
const BY_PHONE = new RegExp(
  `^(?:sent (?:from|via|using|with)|get|gestuur (?:vanaf|van)|verstuur (?:vanaf|van)|verzonden (?:vanaf|met)) (?:my |the |mijn )?${DEVICE}${MODEL}$`,
  'u',
);
/** Words that end a letter, and perhaps a name behind them. */
const FAREWELL =
  '(?:(?:kind(?:est)?|best|warm(?:est)?|many|with) )?(?:regards|wishes)|yours(?: (?:sincerely|faithfully|truly|in service))?|sincerely|faithfully|love|lots of love|god bless(?: you)?|cheers|(?:vriendelike |beste |hartlike )?groete|die uwe|ozithobayo|owenu|ozithobileyo';
/** A name is short, and has no verb that we look for: a line that is longer is a sentence. */
const NAME = "[\\p{L}.'’-]{1,20}(?: [\\p{L}.'’-]{1,20}){0,3}";
const OF_A_LETTER = new RegExp(`^(?:${FAREWELL})(?:(?:,? | from |, from )${NAME})?$`, 'u');
const FAREWELL_ALONE = new RegExp(`^(?:${FAREWELL})$`, 'u');
const NAME_ALONE = new RegExp(`^${NAME}$`, 'u');
const RULE = /^\s*(?:--+|__+|—+|-)\s*$/;
/** `- Thandi`, `~Thandi` */
const MARKED_NAME = /^\s*[-–—~]{1,2} ?[\p{L}.'’-]{1,20}(?: [\p{L}.'’-]{1,20}){0,3}\s*$/u;
/** First lines that need nothing behind them, so that a name alone below them is a signature. After `2`, it may be a buddy. */
const COMPLETE = new Set([
  ...wordsFor('wholeText', 'IN', 'OUT', 'JOIN', 'CODE'),
  ...wordsFor('command', 'IN', 'OUT', 'SHIFTS', 'MY', 'MENU'),
  ...wordsFor('answer', 'yes', 'no', 'thanks'),
]);
const CAPITALISED_NAME = /^\p{Lu}[\p{L}.'’-]{0,20}(?: (?:\p{Lu}[\p{L}.'’-]{0,20}|van|der|de|du|von)){0,4}$/u;
const LONGEST_LINE = 60;
const MOST_LINES = 5;

/**
 * A text without the signature that a phone or a writer of letters puts under it: `Sent from my Galaxy`, `Regards, Margaret`.
 * The first line always stays.
 */
export function withoutSignature(text: string): string {
  const lines = text.split('\n');
  const kept = lines.slice(0, firstLineOfSignature(lines));
  const [first = '', ...rest] = kept.filter((line) => line.trim() !== '');
  const isSigned = rest.length > 0 && rest.length <= 2 && rest.every(isNameAlone);
  if (isSigned && COMPLETE.has(simplifyText(first))) return first.trim();
  return kept.join('\n').trimEnd();
}

/** `Help` and `Police` below a command are no names. */
function isNameAlone(line: string): boolean {
  const name = line.trim();
  const isWord = simplifyText(name)
    .split(' ')
    .some((word) => findCommandWord(word) !== undefined);
  return CAPITALISED_NAME.test(name) && !isWord && !isDangerNow(name);
}

/** The number of lines that stay. */
function firstLineOfSignature(lines: readonly string[]): number {
  let end = lines.length;
  const first = lines.findIndex((line) => line.trim() !== '');
  for (let taken = 0; taken < MOST_LINES; taken += 1) {
    const before = end;
    while (end > first + 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
    if (end <= first + 1) return Math.max(end, first + 1);
    const line = lines[end - 1] ?? '';
    const above = lines.slice(first + 1, end - 1).findLast((each) => each.trim() !== '') ?? '';
    if (isSignature(line)) end -= 1;
    // a name under "Regards," or under a line of dashes
    else if (NAME_ALONE.test(simplifyText(line)) && line.length <= LONGEST_LINE && opensSignature(above)) end -= 1;
    else return taken === 0 ? before : end;
  }
  return end;
}

function isSignature(line: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  if (RULE.test(line) || MARKED_NAME.test(line)) return true;
  const typed = simplifyText(line);
  return BY_PHONE.test(typed) || OF_A_LETTER.test(typed);
}

function opensSignature(line: string): boolean {
  return line.length <= LONGEST_LINE && (RULE.test(line) || FAREWELL_ALONE.test(simplifyText(line)));
}
