import { describe, expect, test } from 'vitest';
import { type ConfigError, parseConfig } from '#src/config.ts';

const TWILIO = {
  SENDER: 'twilio',
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'x',
  TWILIO_SMS_FROM: '+27600000001',
};
const PRODUCTION = {
  ...TWILIO,
  NODE_ENV: 'production',
  JWT_SECRET: 'a secret that is long enough for it',
  JOIN_POLICY: 'open',
  PUBLIC_URL: 'https://watch.example.org',
};

function refusalOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
    return 'accepted';
  } catch (thrown) {
    return (thrown as ConfigError).message;
  }
}

describe('SIMULATOR', () => {
  test.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1', '::ffff:127.0.0.1', ''])(
    'is on by default where only this machine reaches the service: HOST=%s',
    (HOST) => {
      expect(parseConfig({ HOST }).SIMULATOR).toBe('on');
      expect(parseConfig({ HOST, SIMULATOR: 'on' }).SIMULATOR).toBe('on');
    },
  );

  test.each(['0.0.0.0', '::', '10.0.0.7', 'localhost.example.org', '127.0.0.1.example.org', 'watch', ' '])(
    'is off where other machines may reach the service, and on is refused: HOST=%s',
    (HOST) => {
      expect(parseConfig({ HOST }).SIMULATOR).toBe('off');
      expect(refusalOf({ HOST, SIMULATOR: 'on' })).toMatch(/^SIMULATOR: cannot be on with HOST=.*other machines/);
    },
  );

  test('is off with real phones, and on is refused', () => {
    expect(parseConfig(TWILIO).SIMULATOR).toBe('off');
    expect(refusalOf({ ...TWILIO, SIMULATOR: 'on' })).toMatch(/^SIMULATOR: cannot be on with SENDER=twilio, because/);
  });

  test('is off in production, and on is refused', () => {
    expect(parseConfig(PRODUCTION).SIMULATOR).toBe('off');
    expect(refusalOf({ ...PRODUCTION, SIMULATOR: 'on' })).toMatch(/^SIMULATOR: cannot be on in production, because/);
  });

  test('can be switched off, and takes no other word', () => {
    expect(parseConfig({ SIMULATOR: 'off' }).SIMULATOR).toBe('off');
    expect(parseConfig({ ...PRODUCTION, SIMULATOR: 'off' }).SIMULATOR).toBe('off');
    expect(refusalOf({ SIMULATOR: 'yes' })).toMatch(/^SIMULATOR: /);
  });

  test('every reason against it is named', () => {
    const refusal = refusalOf({ ...PRODUCTION, HOST: '0.0.0.0', SIMULATOR: 'on' });
    expect(refusal.match(/^SIMULATOR: cannot be on/gm)).toHaveLength(3);
  });
});
