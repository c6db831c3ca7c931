import { expect, test } from 'vitest';
import { type JsonField, writeJsonObject } from '#src/platform/json-object.ts';

async function textOf(fields: readonly JsonField[], options?: { isIndented: boolean }): Promise<string> {
  async function* each() {
    yield* fields;
  }
  let text = '';
  for await (const part of writeJsonObject(each(), options)) text += part;
  return text;
}

const OBJECT = {
  at: 'now',
  none: [],
  texts: [{ words: 'one\n"two"' }, { words: '' }, 3],
  person: { name: 'Ann' },
  last: [null],
};
const FIELDS: JsonField[] = [
  { name: 'at', value: 'now' },
  { name: 'none', items: [] },
  { name: 'texts', items: [] },
  { name: 'texts', items: [{ words: 'one\n"two"' }] },
  { name: 'texts', items: [{ words: '' }, 3] },
  { name: 'person', value: { name: 'Ann' } },
  { name: 'last', items: [null] },
];

test('an object that is written in parts is what JSON.stringify writes', async () => {
  expect(await textOf(FIELDS)).toBe(JSON.stringify(OBJECT));
  expect(await textOf(FIELDS, { isIndented: true })).toBe(JSON.stringify(OBJECT, undefined, 2));
  expect(await textOf([{ name: 'none', items: [] }], { isIndented: true })).toBe('{\n  "none": []\n}');
});
