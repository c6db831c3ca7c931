import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listCutValues } from '#src/platform/cut-values.ts';

it.each([
  'NAME=Block #7',
  'NAME=Block#7',
  'NAME=Block # 7',
  '  export NAME = Block #7',
  'NAME: Block #7',
  'NAME=#7',
  'NAME="open #7',
  'NAME=a\\#b',
  'NAME=Block #7\r\nOTHER=1',
  '# NAME=1\nNAME=2 #3',
])('names a value that ends before "#": %j', (file) => {
  expect(listCutValues(file)).toEqual(['NAME']);
});

it.each([
  'NAME="Block #7"',
  "NAME='Block #7'",
  'NAME=`Block #7`',
  'NAME="Block #7" # the name',
  "NAME='Block' #7",
  'NAME= # not yet',
  'NAME=',
  'NAME=Block 7',
  '# NAME=Block #7',
  'NAME="Block\n#7\n"',
  '',
])('names none that is whole: %j', (file) => {
  expect(listCutValues(file)).toEqual([]);
});

it('our examples have no such value', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const everySetting = example.replace(/^# (?=[A-Z_]+=)/gm, '');
  expect(everySetting).toMatch(/^WATCH_NAME=/m);
  expect(listCutValues(everySetting)).toEqual([]);
});
