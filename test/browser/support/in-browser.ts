import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openBrowser } from './open-browser.ts';

/** A group of tests in one Chromium. Skipped on a machine that has none. */
export function describeInBrowser(title: string, tests: (browser: () => Browser) => void): void {
  const chromium = inject('chromium');
  describe.skipIf(chromium === undefined)(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      if (chromium) browser = await openBrowser(chromium);
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (!browser) throw new Error('the browser has not been opened');
      return browser;
    });
  });
}
