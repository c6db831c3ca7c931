import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { readAutomaticReply } from './automatic-replies.ts';
import { plainDigits } from './plain-digits.ts';
import { readReaction } from './reactions.ts';
import { withoutSignature } from './signatures.ts';

export interface Transport {
  /** The words to read. What is stored, quoted and passed on is the text as typed. */
  readonly words: string;
  /** The words in which we look for danger: a signature counts, too. */
  readonly heard: string;
  /** The text was written by a phone or a program, and carries no meaning. `busy`: a person may type it, too. */
  readonly automatic?: 'reaction' | 'automatic' | 'busy';
}

const NOTHING_VISIBLE = /^[\s\p{Cf}\p{Zs}\u2800\u3164\u115F\u1160\uFFA0\p{M}]*$/u;

/** Several readers of one text ask in turn. */
let last: { body: string; transport: Transport } | undefined;

/**
 * The first layer of reading: what the phone, the network or the program of the sender made of the words is undone. Every
 * reader gets the words from here.
 */
export function readTransport(body: string): Transport {
  if (last?.body !== body) last = { body, transport: undo(body) };
  return last.transport;
}

function undo(body: string): Transport {
  const typed = plainDigits(body).trim();
  if (NOTHING_VISIBLE.test(withoutInvisibleMarks(typed))) return { words: '', heard: '' };
  const reaction = readReaction(typed);
  if (reaction?.rest === '') return { words: '', heard: '', automatic: 'reaction' };
  const heard = reaction?.rest ?? typed;
  const words = withoutSignature(heard);
  const automatic = readAutomaticReply(words);
  return { words, heard, ...(automatic && { automatic }) };
}

/**
 * Words that a reader found in the text, as their sender typed them: with the digits of their own script, and with the
 * signature if they are the end of the text.
 */
export function asTyped(found: string, { words, body }: { words: string; body: string }): string {
  if (found === '' || (found.length === words.length && words === body)) return found;
  const plain = plainDigits(body);
  if (plain === body && words === body.trim()) return found;
  const at = plain.indexOf(found);
  if (at < 0) return found;
  // both have the same number of characters, but some characters take two units
  const from = Array.from(plain.slice(0, at)).length;
  const isEnd = words.endsWith(found);
  const to = isEnd ? undefined : from + Array.from(found).length;
  return Array.from(body).slice(from, to).join('').trim();
}
