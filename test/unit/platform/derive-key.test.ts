import { expect, test } from 'vitest';
import { deriveKey } from '#src/platform/derive-key.ts';

const SECRET = 'a secret for tests, and for nothing else';

test('the key of a purpose never changes, because tokens must survive an upgrade', () => {
  const key = deriveKey(SECRET, 'access tokens').export().toString('hex');
  expect(key).toBe('5a272ecf4b236e35af122cdcf2ea42a7d54d46a9bfbb1d2d744861c25c182de1');
});

test('another secret has another key', () => {
  expect(deriveKey(`${SECRET}.`, 'access tokens').equals(deriveKey(SECRET, 'access tokens'))).toBe(false);
});
