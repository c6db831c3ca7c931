import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listLikelyCommands } from '#src/conversation/understanding/commands/likely-commands.ts';
import { editDistance } from '#src/conversation/understanding/edit-distance.ts';

it.each([
  ['cancel my shift', ['DROP', 'MY', 'SHIFTS']],
  ['when do i patrol', ['MY', 'SHIFTS', 'REPORT']],
  ['patrol', ['SHIFTS', 'MY', 'REPORT']],
  ['two men at the gate', ['REPORT', 'SHIFTS', 'MY']],
  ['repotr a car', ['REPORT', 'SHIFTS', 'MY']],
  ['wrong surname', ['NAME', 'SHIFTS', 'MY']],
  ['', ['SHIFTS', 'MY', 'REPORT']],
])('the likeliest commands for "%s"', (words, expected) => {
  expect(listLikelyCommands(words, false)).toEqual(expected);
});

it('names the commands of coordinators only to coordinators', () => {
  expect(listLikelyCommands('admt n3', true)).toContain('ADMIT');
  expect(listLikelyCommands('admt n3', false)).not.toContain('ADMIT');
});

it('names three different commands, always the same', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (words, isCoordinator) => {
      const verbs = listLikelyCommands(words, isCoordinator);
      expect(new Set(verbs).size).toBe(3);
      expect(listLikelyCommands(words, isCoordinator)).toEqual(verbs);
    }),
  );
});

it('counts a swap of neighbours as one wrong letter', () => {
  expect(editDistance('drpo', 'drop')).toBe(1);
  expect(editDistance('shfts', 'shifts')).toBe(1);
  expect(editDistance('bok', 'book')).toBe(1);
  expect(editDistance('', 'in')).toBe(2);
  expect(editDistance('same', 'same')).toBe(0);
});
