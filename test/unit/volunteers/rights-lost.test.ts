import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Every file that writes a role, a status or a token generation, and why a stream of that person ends if it must. */
const WRITERS: Record<string, string> = {
  'src/volunteers/sign-in/token.ts': 'records it',
  'src/volunteers/people/erase-profile.ts': 'ends the tokens',
  'src/membership/change-role.ts': 'records it',
  'src/membership/change-status.ts': 'ends the tokens of people who are suspended or leave',
  'src/membership/mark-unproved.ts': 'ends the tokens',
  'src/membership/prove-again.ts': 'people who must prove their number have no valid token',
  'src/membership/record-proof.ts': 'only gives rights',
  'src/membership/add-newcomer.ts': 'only gives rights',
};

const root = join(import.meta.dirname, '../../..');
const STATEMENT = /(?:trx\('users'\)|User\.query\(trx\))[^;]*\.(?:update|increment|patch)\(([^;]*)\);/g;
const RIGHTS = /\b(?:role|status|tokenGeneration|change)\b/;

test('whatever takes rights away records it, because a stream is authorised only once', () => {
  const writers = globSync('src/**/*.ts', { cwd: root }).filter((file) => {
    const statements = readFileSync(join(root, file), 'utf8').matchAll(STATEMENT);
    return [...statements].some(([, values = '']) => RIGHTS.test(values));
  });
  expect(writers.sort()).toEqual(Object.keys(WRITERS).sort());
  for (const [file, how] of Object.entries(WRITERS)) {
    const text = readFileSync(join(root, file), 'utf8');
    if (how === 'records it') expect(text, file).toContain('recordRightsLost(trx, ');
    if (how.startsWith('ends the tokens')) expect(text, file).toMatch(/\bend(?:Tokens|Access)\(trx, /);
  }
});
