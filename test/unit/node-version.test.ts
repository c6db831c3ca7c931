import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const line = read('.nvmrc').trim();

it('npm, the image, the types and the hosted checks use the Node line of .nvmrc', () => {
  const majorOf = (version: string) => version.split('.')[0];
  expect(majorOf(packageJson.optionalDependencies.node)).toBe(line);
  expect(majorOf(packageJson.devDependencies['@types/node'])).toBe(line);
  const images = [...read('Dockerfile').matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version);
  expect(images).toEqual([line, line]);
  expect(read('.github/workflows/ci.yml')).toContain('node-version-file: .nvmrc');
});

it('the hosted checks are those of the repository', () => {
  expect(read('.github/workflows/ci.yml')).toMatch(/^ {6}- run: \.ci\/run$/m);
});
