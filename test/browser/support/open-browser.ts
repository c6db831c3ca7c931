import { type Browser, chromium } from 'playwright-core';
import type { FoundChromium } from './find-chromium.ts';

/** Chromium asks nobody outside this machine for anything, and works as root. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless Chromium with a fresh profile. The machine's own libraries are tried first. */
export async function openBrowser({ executablePath, libraries }: FoundChromium): Promise<Browser> {
  const start = (env: Record<string, string>) =>
    chromium.launch({ executablePath, args: ARGS, env: { ...ownEnvironment(), ...env } });
  try {
    return await start({});
  } catch (thrown) {
    if (!libraries) throw thrown;
    return start({ LD_LIBRARY_PATH: libraries });
  }
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
