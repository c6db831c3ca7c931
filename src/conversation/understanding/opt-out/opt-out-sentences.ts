import { readFileSync } from 'node:fs';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { normalize } from '#src/platform/normalize.ts';
import { isSentenceOf, parseSentencePattern, type SentencePattern } from './sentence-pattern.ts';

/** No sentence that stops our texts is longer. */
const LONGEST = 160;
/** Polite words change nothing, wherever they stand. */
const POLITE = wordPattern([
  ...['please', 'pls', 'plz', 'plse', 'kindly', 'thank you', 'thanks', 'thx', 'tnx', 'asb', 'asseblief', 'baie dankie'],
  ...['dankie', 'ngicela', 'ngiyacela', 'ngcela', 'ngiyabonga', 'siyabonga', 'ndicela', 'ndiyacela', 'enkosi', 'hle'],
  ...['ke kopa', 'ke a leboga', 'ke a leboha', 'tlhe', 'now', 'nou', 'immediately', 'just', 'also'],
]);
const GREETING = wordPattern([
  ...['hi', 'hello', 'hey', 'hallo', 'good day', 'good morning', 'good evening', 'dear sir', 'dear all', 'goeiedag'],
  ...[
    'sawubona',
    'sanibonani',
    'molo',
    'molweni',
    'dumela',
    'dumelang',
    'all',
    'everybody',
    'everyone',
    'guys',
    'there',
  ],
]);
/** "Will you please stop texting me?" asks us to; any other question does not. */
const REQUEST = /^(?:can|could|will|would) (?:you|u|someone|somebody) /;
/** `Stop. Thanks`: the opt-out word, and polite words around it. */
const STOP = new Set(wordsFor('optOut', 'stop'));
const POLITE_ONLY = wordPattern(['please', 'pls', 'plz', 'thank you', 'thanks', 'thx', 'asb', 'asseblief', 'dankie']);

const SENTENCES = readSentences();

/**
 * Whether the text asks us in a sentence to send no more texts. Only the whole text counts, and only if it can mean nothing
 * else: "please stop the car" and "they won't stop" are no opt-outs.
 */
export function isOptOutSentence(text: string): boolean {
  if (text.length > LONGEST) return false;
  const isQuestion = text.includes('?');
  const typed = plainWords(text);
  const bare = typed.replace(POLITE_ONLY, ' ').trim();
  if (bare !== typed && STOP.has(bare) && !isQuestion) return true;
  const asked = withoutGreeting(typed).replace(POLITE, ' ').replace(/ +/g, ' ').trim();
  const wanted = asked.replace(REQUEST, '');
  if (isQuestion && wanted === asked) return false;
  const words = wanted.split(' ');
  return SENTENCES.some((sentence) => isSentenceOf(sentence, words));
}

/** Only letters and digits, without accents and apostrophes: `sms'e` is `smse`. */
function plainWords(text: string): string {
  return normalize(simplifyText(text), 'NFKD')
    .replace(/[\p{M}']/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function withoutGreeting(typed: string): string {
  const words = typed.split(' ');
  const start = Math.min(3, words.length - 1);
  const greeting = words.slice(0, start).join(' ').replace(GREETING, ' ').trim();
  return `${greeting} ${words.slice(start).join(' ')}`.trim();
}

function wordPattern(words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

/** `{texts} = text | texts` defines a list for the sentences below it. */
function readSentences(): SentencePattern[] {
  const text = readFileSync(new URL('./opt-out-sentences.txt', import.meta.url), 'utf8');
  const lists = new Map<string, SentencePattern>();
  const sentences: SentencePattern[] = [];
  for (const line of text.split('\n').map((each) => each.replace(/#.*/, '').trim())) {
    const [, name, words] = /^\{(\w+)\} = (.+)$/.exec(line) ?? [];
    if (name && words) lists.set(name, parseSentencePattern(`(${words})`, lists));
    else if (line) sentences.push(parseSentencePattern(line, lists));
  }
  return sentences;
}
