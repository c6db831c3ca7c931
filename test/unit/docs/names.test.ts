import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIG_VARIABLES } from '#src/config.ts';
import { inlineCodeIn, PAGES, ROOT, withoutCodeBlocks } from './pages.ts';

const PATH = /^(?:src|test|migrations|workers|docs|deploy)\/[\w./*-]+$/;
const COMMAND = /\bnpm run (?:--silent )?([\w-]+(?::[\w-]+)*)/g;
const SETTING = /^([A-Z]+(?:_[A-Z]+)+)(?:=.*)?$/;

/** Names that look like settings, and are variables of others, errors or events. */
const OTHER_NAMES = new Set([
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
  'CHROMIUM_PATH',
  'SQLITE_BUSY_SNAPSHOT',
  'NAME_GIVEN',
  'BUDDY_GIVEN',
]);

const constants = new Set(
  globSync('src/**/*.ts', { cwd: ROOT }).flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^(?:export )?const ([A-Z_]+)\b/gm)].map(([, name]) => name),
  ),
);

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** CHANGELOG tells of the past, where names may have been others. */
const pages = [...PAGES].filter(([page]) => page !== 'CHANGELOG.md');

describe.each(pages)('%s', (_page, text) => {
  it('names only files and folders that exist', () => {
    const paths = inlineCodeIn(text).filter((code) => PATH.test(code));
    expect(paths.filter((path) => globSync(path, { cwd: ROOT }).length === 0)).toEqual([]);
  });

  it('breaks no inline code across lines', () => {
    const lines = withoutCodeBlocks(text).split('\n');
    expect(lines.filter((line) => line.split('`').length % 2 === 0)).toEqual([]);
  });

  it('names only commands that package.json has', () => {
    const commands = [...text.matchAll(COMMAND)].map(([, command = '']) => command);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });

  it('names only settings and constants that exist', () => {
    const settings = inlineCodeIn(text).flatMap((code) => SETTING.exec(code)?.[1] ?? []);
    const isKnown = (name: string) => CONFIG_VARIABLES.includes(name) || constants.has(name) || OTHER_NAMES.has(name);
    expect(settings.filter((name) => !isKnown(name))).toEqual([]);
  });
});
