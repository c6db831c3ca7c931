import type { TestProject } from 'vitest/node';
import { createDemoDatabase } from './demo-database.ts';
import { type FoundChromium, findChromium } from './find-chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Undefined: this machine has none, and the browser tests are skipped. */
    chromium: FoundChromium | undefined;
    /** A SQLite file with the demo watch, to be copied. Empty without a Chromium. */
    demoDatabase: string;
  }
}

/** Before all browser tests: finds a Chromium and fills a demo watch. Where CI is set, a missing Chromium is an error. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = await findChromium();
  provide('chromium', chromium);
  if (!chromium) {
    const reason = 'no Chromium: the npm package has none for this machine, CHROMIUM_PATH is not set';
    if (process.env.CI) throw new Error(`The browser tests cannot run: ${reason}.`);
    process.stderr.write(`The browser tests are skipped: ${reason}.\n`);
    return undefined;
  }
  const { file, remove } = await createDemoDatabase();
  provide('demoDatabase', file);
  return remove;
}
