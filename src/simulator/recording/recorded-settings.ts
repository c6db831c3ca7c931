import { type Config, parseConfig } from '#src/config.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';

/** Settings on which the words or the course of a conversation depend. A transcript has a line for each. */
export const SETTINGS_OF_CONVERSATIONS = [
  'WATCH_NAME',
  'EMERGENCY_NUMBER',
  'EMERGENCY_FREE',
  'COORDINATOR_PHONES',
  'JOIN_POLICY',
  'CODE_PREFIXES',
  'DEFAULT_REGION',
  'TIME_ZONE',
  'CODE_LIFETIME_MINUTES',
  'DIALOGUE_MINUTES',
  'LIST_MINUTES',
  'ADDITIONS_MINUTES',
  'REMINDER_FIRST_HOURS',
  'REMINDER_SECOND_HOURS',
  'PROVE_AGAIN_DAYS',
] as const satisfies (keyof Config)[];

type SettingName = (typeof SETTINGS_OF_CONVERSATIONS)[number];

const UNITS: [suffix: RegExp, milliseconds: number][] = [
  [/_SECONDS$/, SECOND],
  [/_MINUTES$/, MINUTE],
  [/_HOURS$/, HOUR],
  [/_DAYS$/, DAY],
];

/** A line for each setting that is not the default. `unwritable`: a setting whose value does not fit in a line. */
export function settingLines(config: Config): { lines: string[]; unwritable: SettingName | undefined } {
  const usual = parseConfig({});
  const changed = SETTINGS_OF_CONVERSATIONS.filter((name) => writtenValue(config, name) !== writtenValue(usual, name));
  return {
    lines: changed.map((name) => `${name} is ${writtenValue(config, name)}`),
    unwritable: changed.find((name) => !/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u.test(writtenValue(config, name))),
  };
}

/** As it stands in the environment. */
function writtenValue(config: Config, name: SettingName): string {
  const value = config[name];
  if (Array.isArray(value)) return value.join(',');
  const unit = UNITS.find(([suffix]) => suffix.test(name))?.[1];
  return String(typeof value === 'number' && unit ? value / unit : value);
}
