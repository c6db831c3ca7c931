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

interface DemoTools {
  service(): RunningService;
  /** Opens a page in a window of its own. After the test, no page may have had a fault. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

/** A group of tests with one running service, on whose Friday evening they all play. */
export function onDemoWatch(title: string, tests: (tools: DemoTools) => void): void {
  describeInBrowser(title, (browser) => {
    let service: RunningService | undefined;
    const opened: WatchedPage[] = [];
    const running = () => {
      if (!service) throw new Error('the service is not running');
      return service;
    };
    beforeAll(async () => {
      service = await startService({ database: inject('demoDatabase') });
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
