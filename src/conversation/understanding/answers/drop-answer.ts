import { readRef } from '#src/conversation/understanding/refs-and-numbers.ts';
import { wordSet } from '#src/conversation/understanding/word-set.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';
import { hasExcuse } from './excuse-words.ts';

/** `both`: a no that could mean two things, or a yes and a no. `reason`: why they give the shift up, instead of a yes. */
type DropAnswer = { answer: 'drop' | 'keep' | 'both' } | { answer: 'reason'; ref?: string };

const KEEP = wordSet('keep keeping hou behou ngiyigcina ngiyayigcina ngizoyigcina ndiyigcina ndiyayigcina gcina');
const DROP = wordSet(
  'drop dropping cancel give giving release unbook los gee kanselleer skrap khansela khipha ngikhiphe yiyeke yiyekele ' +
    'ndikhuphe khupha yishiye susa',
);
const NOT = wordSet("not don't dont never nobody noone neither none moenie nie niemand akekho");
/** "Don't drop it" keeps the shift. "I can't drop it now" is not read. */
const DENIED_DROP =
  /^(?:(?:no|nee|cha|hayi|please|sorry|oh) )*(?:don'?t|do not|never|not|moenie|i don'?t want to|i do not want to|i'?m not|i am not|not) (?:want to )?(?:drop|dropping|cancel|cancelling|give|giving|los|kanselleer)(?: \S+){0,4}$/;
const MISTAKE =
  /^(?:(?:no|sorry|oh|oops|nee) )*(?:(?:my |a |by |it was a |was a |that was a )*mistake|per ongeluk|fout)(?: sorry)?$/;
const BESIDE_DROP = wordSet(
  "it that this please pls plz thanks thank you the my shift one me up i want to i'd like go ahead do so sorry dit asb asseblief " +
    'dankie skof my maar op ngiyabonga ngicela enkosi ndicela ke bo now anymore off',
);
const FIRM_YES = wordsFor('ask', 'firmYes').map((phrase) => tokensOf(phrase).join(' '));
const STILL_COMING =
  /(?:^| )(?:still coming|will still come|i can come|i can make it|i will make it|i'?ll make it|ek kom|ek kom nog|ek kom tog|ngiyeza|ngizofika|ndiyeza)(?: |$)/;
const LONGEST = 320;
const MOST_WORDS = 30;

/** An answer to "DROP K7 gives it up, KEEP K7 keeps it". A plain yes and a plain no are read elsewhere. */
export function readDropAnswer(text: string): DropAnswer | undefined {
  if (text.length > LONGEST || text.includes('?')) return undefined;
  const all = tokensOf(text).filter((token) => /[\p{L}\p{N}]/u.test(token));
  const ref = all.map((token) => readRef(token)).find(Boolean);
  const tokens = all.filter((token) => readRef(token) === undefined);
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return undefined;
  const phrase = tokens.join(' ');
  if (MISTAKE.test(phrase)) return { answer: 'keep' };
  if (DENIED_DROP.test(phrase)) return { answer: 'keep' };
  return readVerbs(tokens) ?? readComing(text, tokens) ?? readReason(text, tokens, ref);
}

function readVerbs(tokens: readonly string[]): DropAnswer | undefined {
  const [isKeep, isDrop, isDenied] = [KEEP, DROP, NOT].map((set) => tokens.some((token) => set.has(token)));
  const first = firstAnswer(tokens);
  if (isKeep) return { answer: isDrop || isDenied || first === 'yes' ? 'both' : 'keep' };
  if (!isDrop) return undefined;
  const isPlain = tokens.every(
    (token, index) => DROP.has(token) || BESIDE_DROP.has(token) || (index === 0 && first === 'yes'),
  );
  if (isPlain) return { answer: 'drop' };
  return first === 'no' || isDenied ? { answer: 'both' } : undefined;
}

/** "No, I'll be there" keeps it. */
function readComing(text: string, tokens: readonly string[]): DropAnswer | undefined {
  const phrase = ` ${tokens.join(' ')} `;
  const isComing = FIRM_YES.some((words) => phrase.includes(` ${words} `)) || STILL_COMING.test(phrase.trim());
  if (!isComing || tokens.some((token) => NOT.has(token))) return undefined;
  const said = readAskAnswer(text)?.answer;
  return { answer: firstAnswer(tokens) === 'yes' || said === 'unsure' ? 'both' : 'keep' };
}

/** "My child is sick", "yes, I have to work", "K7 can't come". After a no it could mean two things. */
function readReason(text: string, tokens: readonly string[], ref: string | undefined): DropAnswer | undefined {
  const cannot = readAskAnswer(tokens.join(' '))?.answer === 'no' && tokens.length > 1;
  const first = firstAnswer(tokens);
  if (!hasExcuse(tokens) && !(cannot && isMoreThanNo(text))) return undefined;
  if (first === 'no') return { answer: 'both' };
  return { answer: 'reason', ...(ref && { ref }) };
}

function isMoreThanNo(text: string): boolean {
  return (
    readAskAnswer(text.trim().replace(/^\p{L}+[\s,.!]*/u, ''))?.answer === 'no' || firstAnswer(tokensOf(text)) !== 'no'
  );
}

const FIRST = new Map<string, 'yes' | 'no'>([
  ...wordsFor('answer', 'yes', 'ok').map((word) => [word, 'yes'] as const),
  ...wordsFor('answer', 'no').map((word) => [word, 'no'] as const),
]);

/** "Yes, there is no way that I can be there": whatever follows, it is not plainly a no. */
export function beginsWithYes(text: string): boolean {
  return firstAnswer(tokensOf(text)) === 'yes';
}

function firstAnswer(tokens: readonly string[]): 'yes' | 'no' | undefined {
  return FIRST.get(tokens[0] ?? '');
}
