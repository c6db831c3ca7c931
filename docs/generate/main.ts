import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED_PARTS, withPart } from './generated-parts.ts';

/** `npm run docs`: writes every generated part of the docs again. */
for (const { page, name, make } of GENERATED_PARTS) {
  const file = join(import.meta.dirname, '../..', page);
  const before = readFileSync(file, 'utf8');
  const after = withPart(before, name, make());
  if (after !== before) writeFileSync(file, after);
  console.log(`${after === before ? 'unchanged' : 'written  '} ${page} (${name})`);
}
