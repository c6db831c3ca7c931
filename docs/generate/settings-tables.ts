import { join } from 'node:path';
import { describeValues } from './describe-values.ts';
import { readEnvExample, type SettingsSection } from './read-env-example.ts';
import { tableOf } from './table-of.ts';

const ENV_EXAMPLE = join(import.meta.dirname, '../../.env.example');
const HEAD = ['setting', 'default', 'values', 'meaning'];

/** Every setting: the name, meaning and default from `.env.example`, the kind of value from the schema in `config.ts`. */
export function settingsTables(): string {
  return readEnvExample(ENV_EXAMPLE).map(sectionAsMarkdown).join('\n\n');
}

function sectionAsMarkdown({ title, introduction, settings }: SettingsSection): string {
  const rows = settings.map(({ name, byDefault, meaning }) => [
    `\`${name}\``,
    byDefault ? `\`${byDefault}\`` : 'none',
    describeValues(name),
    meaning,
  ]);
  return [`## ${title}`, introduction, tableOf(HEAD, rows)].filter(Boolean).join('\n\n');
}
