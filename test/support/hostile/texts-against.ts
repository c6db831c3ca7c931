import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { CHARACTERS, fill } from './hostile-texts.ts';

/** Parts of a pattern that can repeat fewer times are not tried with long runs. */
const REPEATS = 8;
const MOST_MEMBERS = 5;
const ENDINGS = ['', '\u0000', 'a', 'é', '!', '\n ', '\nx\n'];

/**
 * Texts of that length made from the pattern itself: for each part that repeats, what must stand before it, then that part
 * over and over, then something that lets the match fail.
 */
export function textsAgainst(regex: RegExp, length: number): string[] {
  const { pattern } = new RegExpParser().parseLiteral(String(regex));
  const flags = regex.flags.replace(/[gy]/g, '');
  const texts = new Set<string>();
  const add = (before: string, unit: string) => {
    if (unit === '') return;
    for (const ending of ENDINGS) texts.add(fill(before, unit, ending, length));
  };
  for (const node of partsOf(pattern)) {
    if (node.type === 'Alternative') add('', `${sampleOf(node, flags)} `);
    if (node.type !== 'Quantifier' || node.max - node.min < REPEATS) continue;
    const before = sampleBefore(node, flags);
    for (const unit of unitsOf(node.element, flags)) {
      add(before, unit);
      add('', before + unit);
      add(`a${before}`, `${unit}${sampleAfter(node, flags)}`);
    }
  }
  return [...texts];
}

function* partsOf(node: AST.Node): Generator<AST.Node> {
  yield node;
  if ('alternatives' in node) for (const alternative of node.alternatives) yield* partsOf(alternative);
  if (node.type === 'Alternative') for (const element of node.elements) yield* partsOf(element);
  if (node.type === 'Quantifier') yield* partsOf(node.element);
}

/** The shortest text that brings a match up to this part. */
function sampleBefore(node: AST.Node, flags: string): string {
  const { parent } = node;
  if (!parent) return '';
  if (parent.type !== 'Alternative') return sampleBefore(parent, flags);
  const index = parent.elements.indexOf(node as AST.Element);
  const own = parent.elements.slice(0, index).map((element) => sampleOf(element, flags));
  return sampleBefore(parent, flags) + own.join('');
}

function sampleAfter(node: AST.Node, flags: string): string {
  if (node.parent?.type !== 'Alternative') return '';
  const next = node.parent.elements[node.parent.elements.indexOf(node as AST.Element) + 1];
  return next ? (unitsOf(next, flags)[0] ?? '') : '';
}

function sampleOf(node: AST.Node, flags: string): string {
  if (node.type === 'Alternative') return node.elements.map((element) => sampleOf(element, flags)).join('');
  if (node.type === 'Quantifier') return (unitsOf(node.element, flags)[0] ?? '').repeat(node.min);
  return unitsOf(node, flags)[0] ?? '';
}

/** Strings that one part matches: each alternative, or a few members of a set of characters. */
function unitsOf(node: AST.Node, flags: string): string[] {
  if (node.type === 'Character') return [String.fromCodePoint(node.value)];
  if (node.type === 'CharacterSet' || node.type === 'CharacterClass') return membersOf(node.raw, flags);
  if (node.type === 'Quantifier') return unitsOf(node.element, flags).map((unit) => unit.repeat(Math.max(1, node.min)));
  if (node.type === 'Assertion' && (!('negate' in node) || node.negate)) return [];
  if ('alternatives' in node) return node.alternatives.map((alternative) => sampleOf(alternative, flags));
  return [];
}

function membersOf(set: string, flags: string): string[] {
  const one = new RegExp(`^${set}$`, flags);
  return CHARACTERS.filter((character) => one.test(character)).slice(0, MOST_MEMBERS);
}
