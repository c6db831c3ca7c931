import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The secret kept at `path`, made at the first call: 32 random bytes as hexadecimal, readable by its owner only.
 * Two processes that start together agree, since only one of them can create the file.
 */
export function secretFrom(path: string): { secret: string; isNew: boolean } {
  mkdirSync(dirname(path), { recursive: true });
  try {
    const secret = randomBytes(32).toString('hex');
    writeFileSync(path, secret, { flag: 'wx', mode: 0o600 });
    return { secret, isNew: true };
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
    return { secret: readFileSync(path, 'utf8').trim(), isNew: false };
  }
}
