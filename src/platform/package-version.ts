import { readFileSync } from 'node:fs';

/** Of this code, as package.json says. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(`${import.meta.dirname}/../../package.json`, 'utf8')).version;
}
