import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCKS } from '#src/db/lock-registry.ts';

const locks: { family?: number; single?: number; rows?: string }[] = Object.values(LOCKS);
const root = new URL('../../../', import.meta.url);
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter((file) => file !== 'src/db/lock-registry.ts')
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

describe('the registry of locks', () => {
  it('gives each lock a number or a table of its own', () => {
    const keys = locks.map(({ family, single, rows }) => family ?? single ?? rows);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('has families that fit into the four bytes which PostgreSQL takes for one half of a pair', () => {
    const tooLarge = locks.filter(({ family }) => family !== undefined && family >= 2 ** 31);
    expect(tooLarge).toEqual([]);
  });

  it.each(Object.keys(LOCKS))('has no lock that nobody takes: %s', (name) => {
    expect(sources).toMatch(new RegExp(`(?:lock\\w*|claimRows|nameLocked|singleLocked)\\b[^;]*?'${name}'`, 'i'));
  });
});
