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

/** Answers that a test expects, such as a 404. */
interface Expected {
  statuses?: readonly number[];
}

export async function openPage(
  browser: Browser,
  url: string,
  { statuses = [], ...options }: BrowserContextOptions & Expected = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: url, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(url);
  await page.addInitScript(NOTE_VIOLATIONS);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const target = request.url();
    if (!target.startsWith(`${origin}/`) && !target.startsWith('data:')) faults.push(`another host: ${target}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !statuses.includes(response.status()))
      faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
}
