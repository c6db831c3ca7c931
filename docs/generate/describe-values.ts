import { settingsAsJsonSchema } from '#src/config.ts';

type ValueSchema = Exclude<NonNullable<ReturnType<typeof settingsAsJsonSchema>['properties']>[string], boolean>;

/** `whole number`, `seconds`, `text, at least 16 characters`: the values that a setting takes, in words. */
export function describeValues(setting: string): string {
  const schema = settingsAsJsonSchema().properties?.[setting];
  if (typeof schema !== 'object') throw new Error(`config.ts has no setting ${setting}`);
  return [kindOf(setting, schema), ...boundsOf(schema)].join(', ');
}

function kindOf(setting: string, { enum: choices, title, format, type }: ValueSchema): string {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(', ');
  if (title) return title;
  if (format === 'uri') return 'URL';
  if (type === 'integer') return 'whole number';
  if (type === 'number') return unitOf(setting) ?? 'number';
  return 'text';
}

/** Durations name their unit. */
function unitOf(setting: string): string | undefined {
  return /_(SECONDS|MINUTES|HOURS|DAYS)$/.exec(setting)?.[1]?.toLowerCase();
}

function boundsOf({ type, minimum, maximum, minLength = 0, maxLength }: ValueSchema): string[] {
  const bounds: string[] = [];
  if (minLength > 2) bounds.push(`at least ${minLength} characters`);
  if (maxLength !== undefined) bounds.push(`at most ${maxLength} characters`);
  // a whole number without a limit of its own has the largest one that JavaScript knows
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER) return bounds;
  return [...bounds, type === 'integer' ? `${minimum} to ${maximum}` : `at most ${maximum}`];
}
