import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page in a window of its own. Everything that a person would call broken is noted. */
export interface WatchedPage {
  page: Page;
  /** Violations of the content security policy, errors of scripts, failed requests, and requests to other hosts. */
  faults: string[];
  close(): Promise<void>;
}

/** The browser reports here what its policy forbids. */
const NOTE_VIOLATIONS = `
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error('policy violation: ' + event.violatedDirective + ' ' + event.blockedURI));`;

/** What a test causes on purpose, such as a 404. */
export interface Expected {
  statuses?: readonly number[];
  /** Faults that match are not noted. */
  faults?: RegExp;
}

/** For a machine with two busy cores. */
const LONGEST_WAIT_MS = 20_000;

/** The browser stops a request itself when its page is left. */
const STOPPED = 'net::ERR_ABORTED';

export async function openPage(
  browser: Browser,
  url: string,
  { statuses = [], faults: expected, ...options }: BrowserContextOptions & Expected = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: url, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  const faults: string[] = [];
  const { origin } = new URL(url);
  const note = (fault: string) => {
    if (!expected?.test(fault)) faults.push(fault);
  };
  await page.addInitScript(NOTE_VIOLATIONS);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`script: ${error.message}`));
  page.on('request', (request) => {
    const target = request.url();
    if (!target.startsWith(`${origin}/`) && !target.startsWith('data:')) note(`another host: ${target}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'no reason';
    if (reason !== STOPPED) note(`request failed: ${request.url()}: ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !statuses.includes(response.status()))
      note(`${response.status()}: ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
}
