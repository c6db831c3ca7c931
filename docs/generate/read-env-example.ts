import { readFileSync } from 'node:fs';

const SETTING = /^# ([A-Z][A-Z0-9_]*)=(.*)$/;
const HEADING = /^# --- (.+) ---$/;

interface DocumentedSetting {
  name: string;
  /** Empty: there is no default. */
  byDefault: string;
  meaning: string;
}

export interface SettingsSection {
  title: string;
  /** A paragraph about all settings of the section, or empty. */
  introduction: string;
  settings: DocumentedSetting[];
}

/**
 * Reads what `.env.example` says. A comment belongs to the setting below it; a comment that an empty line follows is about
 * the whole section.
 */
export function readEnvExample(file: string): SettingsSection[] {
  const sections: SettingsSection[] = [];
  let comment: string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const section = sections.at(-1);
    const [, title] = HEADING.exec(line) ?? [];
    const [, name, byDefault = ''] = SETTING.exec(line) ?? [];
    if (title) sections.push({ title, introduction: '', settings: [] });
    else if (name) section?.settings.push({ name, byDefault, meaning: comment.join(' ') });
    else if (line === '' && section && comment.length > 0) section.introduction = comment.join(' ');
    if (title || name || line === '') comment = [];
    else comment.push(line.replace(/^# ?/, ''));
  }
  return sections;
}
