import { GREETINGS, isCommandWord } from '#src/conversation/understanding/commands/command-words.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { readYesNoThanks } from '#src/conversation/understanding/yes-no-thanks.ts';
import { personName } from './person-name.ts';

const OPENING =
  /^[\s\p{P}]*(?:hi|hello|hey|hallo|sawubona|molo|good (?:morning|day|evening))(?: there)?(?:[\s,.!]+|$)/iu;
const INTRODUCTION =
  /^\s*(?:my full name is|my name is|my name'?s|my name|name is|name|i am called|i am|i['’]m|im|it['’]?s|it is|its me|this is|me is)(?:[\s:,]+|$)/iu;
const CLOSING = /(?<![\s,.!])[\s,.!]+(?:here|thanks|thank you|please|pls)[\s.!]*$/iu;

/**
 * The name in an answer to "What is your name?", with or without an introduction. A greeting, a yes or a command is not
 * a name.
 */
export function readName(text: string): string | undefined {
  if (isNoName(text)) return undefined;
  const bare = text.replace(OPENING, '').replace(INTRODUCTION, '').replace(CLOSING, '');
  return isNoName(bare) || /\d/.test(bare) ? undefined : personName(bare);
}

function isNoName(text: string): boolean {
  const typed = simplifyText(text);
  return isCommandWord(typed) || GREETINGS.has(typed) || readYesNoThanks(text) !== undefined;
}
