import { readFileSync } from 'node:fs';
import { GREETINGS, isCommandWord } from '#src/conversation/understanding/commands/command-words.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readYesNoThanks } from '#src/conversation/understanding/yes-no-thanks.ts';
import { personName, personNameGivenTwice } from './person-name.ts';

const OPENING =
  /^[\s\p{P}]*(?:(?:hi|hello|hey|hallo|dear (?:all|sir|madam)|goeie ?(?:dag|naand|more)|sawubona|sanibonani|molo|molweni|dumela(?:ng)?|good (?:morning|day|evening|afternoon))(?: there| all| everybody| everyone)?|yes|ok|okay|sure|ja|yebo|ewe|ee)(?:[\s,.!]+|$)/iu;
const INTRODUCTION =
  /^\s*(?:my full name is|my name is|my name'?s|my name|name is|name|i am called|i am|i['’]m|im|it['’]?s|it is|its me|this is|me is|my naam is|naam|ek is|igama lami|igama lam|igama|ngingu|ndingu|lebitso la ka ke|leina la me ke|leina la ka ke|ke nna)(?:[\s:,]+|$)/iu;
/** isiZulu and isiXhosa put `ngu` before a name: `igama lami ngu Zola`, `nguZola`. */
const IS = /^ng[uw]\s?(?=\p{Lu})/u;
const CLOSING = /(?<![\s,.!])[\s,.!]+(?:here|thanks|thank you|please|pls|asb|dankie)[\s.!]*$/iu;
/** A title is not a first name. It stays where only a surname follows. */
const TITLE = /^\s*(?:mr|mrs|ms|miss|mnr|mev|mej)\.?\s+(?=\S+\s+\S)/iu;
/** Names inside a letter: "Good day. My name is Margaret Botha and I am seventy." */
const WITHIN =
  /(?<!\p{L})(?:my (?:full )?name is|my naam is|igama lami? ngu) ?([\p{L}.'’ -]{2,60}?)(?:,|;|!|\n|\.\s|\.$| and | en | but | from |$)/iu;
/** Words of thanks that are first names, too. */
const THANKS_AND_NAME =
  /^(?:siyabonga|ngiyabonga|kealeboga|realeboga|kealeboha|siyabulela|thanks be) (?<surname>\p{L}+)/u;
const BEHIND_THANKS = new Set(
  'kakhulu baba bhuti mama sisi nonke futhi bafo kodwa ngosizo thata haholo kudu very all for thanks'.split(' '),
);
/** A question without its mark. */
const QUESTION =
  /^(?:who|what|when|where|why|how|which|wie|wat|wanneer|waar|hoekom|hoe|ngubani|ubani|yini|nini|kuphi|kungani|mang|eng)(?![\p{L}])/u;

const NOT_NAMES = new Set(
  readFileSync(new URL('./not-names.txt', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean),
);

/** Several times as much as anybody writes who gives a name. The rest is a story. */
const LONGEST = 1000;

/**
 * The name in an answer to "What is your name?", with or without an introduction. A greeting, a yes or a command is not
 * a name, and neither is a question or a sentence.
 */
export function readName(typed: string): string | undefined {
  const text = typed.slice(0, LONGEST);
  if (isNoName(text)) return undefined;
  const bare = withoutIntroduction(text);
  const name = isNoName(bare) || /\d/.test(bare) ? undefined : personName(bare);
  return name ?? readNameWithin(text);
}

/** A name that the sender gave before, in the same words: people can be called He, My or Siyabonga. */
export function readNameGivenTwice(text: string): string | undefined {
  const bare = withoutIntroduction(text);
  const typed = simplifyText(bare);
  const isNone = isCommandWord(typed) || GREETINGS.has(typed) || NOT_NAMES.has(typed) || QUESTION.test(typed);
  const answer = readYesNoThanks(bare);
  const isOnlyAnswer = answer !== undefined && !(answer === 'THANKS' && THANKS_AND_NAME.test(`${typed} x`));
  return isNone || isOnlyAnswer ? undefined : personNameGivenTwice(bare);
}

function withoutIntroduction(text: string): string {
  return text.replace(OPENING, '').replace(INTRODUCTION, '').replace(IS, '').replace(CLOSING, '').replace(TITLE, '');
}

function readNameWithin(text: string): string | undefined {
  const found = WITHIN.exec(text)?.[1]?.trim();
  return found && !isNoName(found) ? personName(found.replace(TITLE, '')) : undefined;
}

function isNoName(text: string): boolean {
  const typed = simplifyText(text);
  if (isCommandWord(typed) || GREETINGS.has(typed) || NOT_NAMES.has(typed)) return true;
  const surname = THANKS_AND_NAME.exec(typed)?.groups?.surname;
  if (surname) return BEHIND_THANKS.has(surname);
  return readYesNoThanks(text) !== undefined;
}
