import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path of the secret of a SQLite database, beside the database. */
export function secretPathBeside(databaseFile: string): string {
  return join(dirname(databaseFile), 'secret');
}

/**
 * The secret at `path`, created by the first call: 32 random bytes as hexadecimal, readable by its owner only. Two processes
 * that start together agree, because only one can create the file.
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

/** The secret at `path`; undefined if there is none. */
export function findSecret(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/** Writes this secret to `path`. An existing one is moved to `aside`. */
export function keepSecret(path: string, secret: string, aside: string): void {
  if (existsSync(path)) renameSync(path, aside);
  writeFileSync(path, secret, { flag: 'wx', mode: 0o600 });
}
