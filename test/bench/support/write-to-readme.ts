import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(import.meta.dirname, '../../../README.md');
const PLACE = /(<!-- bench -->\n)[\s\S]*?(\n<!-- \/bench -->)/;

/** Replaces what stands between the two marks. */
export function writeToReadme(text: string): void {
  const readme = readFileSync(README, 'utf8');
  if (!PLACE.test(readme)) throw new Error('README has no place for the table');
  writeFileSync(
    README,
    readme.replace(PLACE, (_all, begin, end) => `${begin}${text}${end}`),
  );
}
