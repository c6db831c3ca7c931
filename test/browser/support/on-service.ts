import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { describeInBrowser } from './in-browser.ts';
import { type RunningService, startService } from './start-service.ts';
import { type Expected, openPage, type WatchedPage } from './watched-page.ts';

interface OpenOptions extends BrowserContextOptions, Expected {
  theme?: Theme;
  /** Another way to the service than its own URL. */
  url?: string;
}

export type Theme = 'light' | 'dark' | 'night';

interface ServiceTools {
  service(): RunningService;
  /** Opens a page in a window of its own. After the test, no page may have had a fault. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

/** A group of tests with one running service, which has the demo watch. */
export function onDemoWatch(title: string, tests: (tools: ServiceTools) => void): void {
  onService(title, () => startService(inject('demoDatabase')), tests);
}

/** A group of tests with one running service. */
export function onService(
  title: string,
  start: () => Promise<RunningService>,
  tests: (tools: ServiceTools) => void,
): void {
  describeInBrowser(title, (browser) => {
    let service: RunningService | undefined;
    const opened: WatchedPage[] = [];
    const running = () => {
      if (!service) throw new Error('the service is not running');
      return service;
    };
    beforeAll(async () => {
      service = await start();
    });
    afterEach(async () => {
      const pages = opened.splice(0);
      await Promise.all(pages.map(({ close }) => close()));
      expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
    });
    afterAll(() => service?.stop());
    tests({
      service: running,
      open: async (path, { theme, url = running().url, ...options } = {}) => {
        const watched = await openPage(browser(), url, options);
        opened.push(watched);
        const { page } = watched;
        if (theme) await page.context().addCookies([{ name: 'theme', value: theme, url }]);
        await page.goto(path);
        return page;
      },
    });
  });
}
