import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { CONFIG_VARIABLES, parseConfig } from '#src/config.ts';

describe('.env.example', () => {
  const text = readFileSync(`${import.meta.dirname}/../../.env.example`, 'utf8');
  const settings = parse(text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));

  test('names every variable, and no other', () => {
    expect(Object.keys(settings).sort()).toEqual([...CONFIG_VARIABLES].sort());
  });

  test('shows the defaults', () => {
    expect(parseConfig(settings)).toEqual({ ...parseConfig({}), JOIN_POLICY: 'open' });
  });

  test('changes nothing when copied as it is', () => {
    expect(parse(text)).toEqual({});
  });
});

test('an IPv6 address is written as URLs have it', () => {
  expect(parseConfig({ HOST: '::1' }).PUBLIC_URL).toBe('http://[::1]:3000');
});
