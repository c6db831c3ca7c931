import { readFileSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';

/** Each has two files: words that certainly mean danger anywhere in a text, and words that suggest it. Anybody can extend them. */
export const DANGER_LANGUAGES = ['en', 'af', 'zu', 'xh', 'st', 'nso', 'tn'] as const;

/** `certain/en`, `context/finished`. */
export type DangerFile =
  | `${'certain' | 'likely'}/${(typeof DANGER_LANGUAGES)[number]}`
  | `context/${'whole' | 'taken-back' | 'finished' | 'unlikely' | 'now' | 'places' | 'weapons' | 'counted' | 'hiding' | 'sos-test'}`;

/** "s.o.s", "h e l p  m e" with two spaces between the words */
const SPELT_OUT = /(?<![\p{L}\p{N}])\p{L}(?:[ .-]{1,2}\p{L}){2,15}(?![\p{L}\p{N}])/gu;
/** The lists have it in this form. */
const IS_SOS = /^s[ .-]{1,2}o[ .-]{1,2}s/;
/** Several readers ask for the tokens of the same text, one after the other. */
const remembered = new LRUCache<string, readonly string[]>({ max: 4 });
/** Marks where a phrase was removed, so that the words around it do not form a new phrase. No word is equal to it. */
const TAKEN_OUT = '.';
/** Polite words do not count: "please help!!" is "help". */
const POLITE = new Set(dangerTokens('please pls plz plse asseblief asb ngicela ngiyacela ndicela'));

/** `...` in an entry stands for none to so many words, and `gun/knife` for one of these words. */
const MOST_BETWEEN = 3;

/** A tree of entries. Those that begin with the same words share a branch, unless one of the words is one of several. */
interface Branch {
  isEnd: boolean;
  /** Other entries may grow from it. */
  isShared: boolean;
  next: Map<string, Branch[]>;
  /** `*dubul*` is any word with these letters: isiZulu and isiXhosa put a whole sentence into one word. */
  parts: Part[];
  /** The length of the shortest part. Shorter words, which most are, need no comparison. */
  shortestPart: number;
  between: Branch | undefined;
}

interface Part {
  letters: string;
  isOpenBefore: boolean;
  isOpenBehind: boolean;
  branch: Branch;
}

/** Most words are in many entries, and reading one takes microseconds. */
const ENTRY_TOKENS = new Map<string, readonly string[]>();

const CERTAIN = branchOf(DANGER_LANGUAGES.flatMap((language) => readDangerFile(`certain/${language}`)));
const LIKELY = branchOf(DANGER_LANGUAGES.flatMap((language) => readDangerFile(`likely/${language}`)));
const WHOLE = branchOf(readDangerFile('context/whole'));
const TAKEN_BACK = branchOf(readDangerFile('context/taken-back'));

/** The entries of one file, in the order of the file. */
export function readDangerFile(name: DangerFile): string[] {
  const text = readFileSync(new URL(`./${name}.txt`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
}

/**
 * The words of a text, without accents, apostrophes, punctuation and doubled letters ("heeelp"). The entries of the
 * lists are read in the same way.
 */
export function dangerTokens(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  const tokens = findTokens(text);
  remembered.set(text, tokens);
  return tokens;
}

function findTokens(text: string): string[] {
  const folded = normalize(withoutInvisibleMarks(text), 'NFKD')
    .toLowerCase()
    .replace(/[\p{M}'‘’`´]/gu, '')
    .replace(SPELT_OUT, (letters) => (IS_SOS.test(letters) ? letters : letters.replace(/(?<! ) (?! )|[.-]/g, '')))
    .replace(/(\p{L})\1+/gu, '$1');
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words without phrases such as "false alarm". */
export function withoutNegated(tokens: readonly string[]): string[] {
  const left: string[] = [];
  for (let from = 0; from < tokens.length; ) {
    const length = longestAt(TAKEN_BACK, tokens, from);
    left.push(length > 0 ? TAKEN_OUT : (tokens[from] ?? ''));
    from += Math.max(length, 1);
  }
  return left;
}

/** `left`: the words of a text without negated phrases. Takes linear time. */
export function isDanger(left: readonly string[]): boolean {
  return isAnywhere(CERTAIN, left) || isWholeCry(left);
}

/** Whether words suggest danger that alone are not certain about it. Takes linear time. */
export function suggestsDanger(left: readonly string[]): boolean {
  return isAnywhere(LIKELY, left);
}

/** Finds out whether one of the entries of a file is anywhere in these words. */
export function finderOf(file: DangerFile): (tokens: readonly string[]) => boolean {
  const root = branchOf(readDangerFile(file));
  return (tokens) => isAnywhere(root, tokens);
}

function isAnywhere(root: Branch, tokens: readonly string[]): boolean {
  return tokens.some((_, from) => longestAt(root, tokens, from) > 0);
}

/**
 * Words such as "police" mean danger only as a whole text, or with only an address. "Help fire help" is a whole text of
 * such words.
 */
export function isWholeCry(left: readonly string[]): boolean {
  const words = left.filter((word) => word !== TAKEN_OUT);
  const withoutPoliteWords = words.filter((word) => !POLITE.has(word));
  return [words, withoutPoliteWords].some((each) => {
    const behind = endOfEntries(each);
    return behind > 0 && (behind === each.length || isAddress(each.slice(behind)));
  });
}

/** The index after the entries with which the words begin. */
function endOfEntries(words: readonly string[]): number {
  let from = 0;
  for (let length = -1; length !== 0 && from < words.length; from += length) length = longestAt(WHOLE, words, from);
  return from;
}

const BEFORE_A_HOUSE_NUMBER = new Set(dangerTokens('at by in no nr number house huis unit flat block e kwa nombolo'));
const LONGEST_ADDRESS = 6;

/**
 * An address is short and begins with a house number: `8 Lilac close`, `huis nr 12`. `18:00 meeting` is a time, and `2`
 * is an answer.
 */
function isAddress(words: readonly string[]): boolean {
  const number = words.findIndex((word) => !BEFORE_A_HOUSE_NUMBER.has(word));
  const isTime = /^\d/.test(words[number + 1] ?? '');
  return (
    words.length >= 2 && words.length <= LONGEST_ADDRESS && !isTime && /^\d{1,5}\p{L}?$/u.test(words[number] ?? '')
  );
}

/** The number of words of the longest entry that begins here. 0 if none does. */
function longestAt(root: Branch, tokens: readonly string[], from: number): number {
  return Math.max(endOf(root, tokens, from) - from, 0);
}

/** The index after the longest entry of this branch. -1 if none of them is here. */
function endOf(branch: Branch, tokens: readonly string[], at: number): number {
  let end = branch.isEnd ? at : -1;
  const token = tokens[at] ?? TAKEN_OUT;
  for (const next of branch.next.get(token) ?? []) end = Math.max(end, endOf(next, tokens, at + 1));
  if (token.length >= branch.shortestPart) {
    for (const part of branch.parts) if (fits(part, token)) end = Math.max(end, endOf(part.branch, tokens, at + 1));
  }
  if (!branch.between) return end;
  for (let skipped = 0; skipped <= MOST_BETWEEN; skipped += 1) {
    end = Math.max(end, endOf(branch.between, tokens, at + skipped));
    if ((tokens[at + skipped] ?? TAKEN_OUT) === TAKEN_OUT) break;
  }
  return end;
}

function branchOf(entries: readonly string[]): Branch {
  const root = newBranch();
  for (const entry of entries) {
    let branch = root;
    for (const word of entry.split(' ')) branch = grow(branch, word);
    // an entry without a letter would match every text
    branch.isEnd ||= branch !== root;
  }
  return root;
}

function newBranch(): Branch {
  const shortestPart = Number.POSITIVE_INFINITY;
  return { isEnd: false, isShared: false, next: new Map(), parts: [], shortestPart, between: undefined };
}

function grow(from: Branch, word: string): Branch {
  if (word === '...') {
    from.between ??= newBranch();
    return from.between;
  }
  const alternatives = word.split('/');
  if (alternatives.length > 1) {
    const joined = newBranch();
    for (const each of alternatives) growTo(from, each, joined);
    return joined;
  }
  if (word.includes('*')) return growTo(from, word, newBranch());
  return tokensOfEntry(word).reduce((branch, token) => {
    const [shared] = branch.next.get(token)?.filter(({ isShared }) => isShared) ?? [];
    return shared ?? addNext(branch, token, { ...newBranch(), isShared: true });
  }, from);
}

/** Makes this one word lead from one branch to the other. */
function growTo(from: Branch, word: string, to: Branch): Branch {
  if (word.includes('*')) {
    const part = partOf(word, to);
    from.parts.push(part);
    from.shortestPart = Math.min(from.shortestPart, part.letters.length);
    return to;
  }
  const tokens = [...tokensOfEntry(word)];
  const last = tokens.pop() ?? '';
  const before = tokens.reduce((branch, token) => addNext(branch, token, newBranch()), from);
  return addNext(before, last, to);
}

function addNext(from: Branch, token: string, to: Branch): Branch {
  const known = from.next.get(token);
  if (known) known.push(to);
  else from.next.set(token, [to]);
  return to;
}

function tokensOfEntry(word: string): readonly string[] {
  const known = ENTRY_TOKENS.get(word) ?? dangerTokens(word);
  ENTRY_TOKENS.set(word, known);
  return known;
}

function partOf(word: string, branch: Branch): Part {
  const [letters = ''] = tokensOfEntry(word);
  return { letters, isOpenBefore: word.startsWith('*'), isOpenBehind: word.endsWith('*'), branch };
}

function fits({ letters, isOpenBefore, isOpenBehind }: Part, token: string): boolean {
  if (isOpenBefore && isOpenBehind) return token.includes(letters);
  return isOpenBefore ? token.endsWith(letters) : token.startsWith(letters);
}
