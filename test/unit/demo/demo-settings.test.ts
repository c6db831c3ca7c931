import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONFIG_VARIABLES, parseConfig, useOnlySettings } from '#src/config.ts';
import { demoSettings, KEPT_SETTINGS } from '#src/demo/demo-settings.ts';
import { at } from '#test/support/build-roster.ts';

let before: NodeJS.ProcessEnv;
beforeEach(() => {
  before = { ...process.env };
});
afterEach(() => {
  for (const name of CONFIG_VARIABLES) {
    const value = before[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test('of the settings of a real watch, only the port and the log level reach the demo', () => {
  for (const name of CONFIG_VARIABLES) process.env[name] = 'the real watch';
  Object.assign(process.env, { PORT: '3001', LOG_LEVEL: 'debug' });
  const settings = demoSettings('/scratch', at('2026-11-27T21:00'));
  const config = useOnlySettings(settings, KEPT_SETTINGS);
  expect(config).toEqual(parseConfig({ ...settings, PORT: '3001', LOG_LEVEL: 'debug' }));
  expect(config.CLOCK_START).toBe('2026-11-27T21:00');
  expect(config.DATABASE_URL).toBe('sqlite:/scratch/watch.sqlite3');
  // a worker thread has a copy of the environment, and reads it again
  expect(parseConfig(process.env)).toEqual(config);
  for (const name of CONFIG_VARIABLES) expect(process.env[name]).not.toBe('the real watch');
});
