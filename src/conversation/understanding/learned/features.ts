import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';

/** The hash of a feature is smaller than this. No model has more buckets. */
const HASHES = 2 ** 20;

/** Longer texts are stories. Their end says no more about what they are. */
const LONGEST_READ = 600;
const SHORTEST_PART = 2;
const LONGEST_PART = 5;

/** What differs from text to text and not from meaning to meaning. Each becomes one word. */
const PLACEHOLDERS: [RegExp, string][] = [
  [/(?<![\p{L}\p{N}])\+?\d[\d -]{7,16}\d(?![\p{L}\p{N}])/gu, ' #phone '],
  [/(?<![\p{L}\p{N}])\d{1,2}(?:[:h]\d{2}|[.]\d{2}|h|h00)?[ ]?[ap]m(?![\p{L}\p{N}])/gu, ' #time '],
  [/(?<![\p{L}\p{N}])\d{1,2}[:h.]\d{2}(?![\p{L}\p{N}])/gu, ' #time '],
  [/(?<![\p{L}\p{N}])\d{1,2}h(?![\p{L}\p{N}])/gu, ' #time '],
  [/(?<![\p{L}\p{N}])[a-z]\d{1,3}(?![\p{L}\p{N}])/gu, ' #ref '],
  [/(?<![\p{L}\p{N}])\d{6}(?![\p{L}\p{N}])/gu, ' #code '],
  [/(?<![\p{L}\p{N}])\d+(?:st|nd|rd|th|de|ste)?(?![\p{L}\p{N}])/gu, ' #number '],
];
const DAYS = new Set(
  (
    'mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday ' +
    'maandag dinsdag woensdag donderdag vrydag saterdag sondag ma di wo vr sa so ' +
    'ngomsombuluko ngolwesibili ngolwesithathu ngolwesine ngolwesihlanu ngomgqibelo ngesonto umgqibelo isonto ' +
    'mvulo ngomvulo lwesibini ngolwesibini lwesithathu lwesine lwesihlanu mgqibelo cawa ngecawe ngecawa icawe'
  ).split(' '),
);
const WORD_OR_SIGN = /#[a-z]+|[\p{L}\p{N}]+|[?!]|\p{So}/gu;

/** The words of a text as the model knows them: lower case, no accents and apostrophes, placeholders for what varies. */
export function modelWords(text: string): string[] {
  const folded = normalize(withoutInvisibleMarks(text.slice(0, LONGEST_READ)), 'NFKD')
    .slice(0, LONGEST_READ)
    .toLowerCase()
    .replace(/[\p{M}'‘’`´#]/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1$1');
  const typed = PLACEHOLDERS.reduce((so, [from, to]) => so.replace(from, to), folded);
  return (typed.match(WORD_OR_SIGN) ?? []).map((word) => (DAYS.has(word) ? '#day' : word));
}

export interface Features {
  /** Hashes, smaller than `HASHES`. The bucket of a model is the end of the hash. One may stand here twice. */
  hashes: Uint32Array;
  /** How much each hash weighs. */
  values: Float32Array;
}

/** Groups of features weigh the same together, however many each has. */
const GROUPS = { words: 1, pairs: 0.9, parts: 0.8 } as const;

/** Words, pairs of words and parts of words (2 to 5 characters), by their hashes. Takes linear time. */
export function featuresOf(words: readonly string[]): Features {
  const single = new Set<number>();
  const pairs = new Set<number>();
  const parts = new Set<number>();
  let before = '^';
  for (const word of words) {
    single.add(shortHashOf(`w ${word}`));
    pairs.add(shortHashOf(`p ${before} ${word}`));
    before = word;
    if (word.startsWith('#')) continue;
    const padded = `_${word.slice(0, 30)}_`;
    for (let from = 0; from < padded.length - 1; from += 1) {
      let hash = 7;
      const end = Math.min(from + LONGEST_PART, padded.length);
      for (let at = from; at < end; at += 1) {
        hash = mix(hash, padded.charCodeAt(at));
        if (at - from + 1 >= SHORTEST_PART) parts.add(settle(hash) & (HASHES - 1));
      }
    }
  }
  pairs.add(shortHashOf(`p ${before} $`));
  single.add(shortHashOf(`n ${lengthOf(words.length)}`));
  const groups = [
    [single, GROUPS.words],
    [pairs, GROUPS.pairs],
    [parts, GROUPS.parts],
  ] as const;
  const size = single.size + pairs.size + parts.size;
  const features = { hashes: new Uint32Array(size), values: new Float32Array(size) };
  let at = 0;
  for (const [group, weight] of groups) {
    features.hashes.set([...group], at);
    features.values.fill(weight / Math.sqrt(group.size || 1), at, at + group.size);
    at += group.size;
  }
  return features;
}

function lengthOf(words: number): number {
  return Math.min(Math.ceil(Math.log2(words + 1)), 6);
}

function shortHashOf(feature: string): number {
  return hashOf(feature) & (HASHES - 1);
}

/** 32 bits. */
export function hashOf(feature: string): number {
  let hash = 1;
  for (let at = 0; at < feature.length; at += 1) hash = mix(hash, feature.charCodeAt(at));
  return settle(hash);
}

/** One step of FNV-1a. */
function mix(hash: number, code: number): number {
  return Math.imul((hash ^ code) >>> 0, 16_777_619) >>> 0;
}

function settle(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 2_246_822_519) >>> 0;
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
