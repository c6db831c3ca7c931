import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listViolations } from './accessibility.ts';
import { describeInBrowser } from './in-browser.ts';
import { openPage } from './watched-page.ts';

const PAGES: Record<string, string> = {
  '/good': '<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1><p>All is well.</p></main></html>',
  '/inline': '<!doctype html><html lang="en"><title>Inline</title><p style="color:red">red</p></html>',
  '/script': '<!doctype html><html lang="en"><title>Script</title><script src="/broken.js"></script></html>',
  '/elsewhere': '<!doctype html><html lang="en"><title>E</title><img alt="" src="http://127.0.0.1:9/x.png"></html>',
  '/silent': '<!doctype html><html lang="en"><title>Silent</title><img alt="" src="/cut.png"></html>',
  '/missing': '<!doctype html><html lang="en"><title>Missing</title><img alt="" src="/nowhere.png"></html>',
  '/poor':
    '<!doctype html><html><title>Poor</title><img src="/good"><p style="color:#eee;background:#fff">pale</p></html>',
};

describeInBrowser('what notices that a page is broken', (browser) => {
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = createServer(({ url: path = '' }, answer) => {
      if (path === '/cut.png') {
        answer.destroy();
        return;
      }
      const body = path === '/broken.js' ? 'throw new Error("broken")' : PAGES[path];
      const policy = path === '/poor' ? '' : "default-src 'none'; script-src 'self'; img-src *";
      answer.writeHead(body === undefined && path !== '/favicon.ico' ? 404 : 200, {
        'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html',
        'content-security-policy': policy,
      });
      answer.end(body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterAll(() => server.close());

  const faultsOf = async (path: string) => {
    const { page, faults, close } = await openPage(browser(), url);
    await page.goto(path, { waitUntil: 'load' });
    await expect.poll(() => faults.length > 0 || path === '/good').toBe(true);
    await close();
    return faults.join('\n');
  };

  test('a page that is well has no faults and no violations', async () => {
    expect(await faultsOf('/good')).toBe('');
    const { page, close } = await openPage(browser(), url);
    await page.goto('/good');
    expect(await listViolations(page)).toEqual([]);
    await close();
  });

  test.each([
    ['an inline style', '/inline', 'style-src'],
    ['an error in a script', '/script', 'script: broken'],
    ['a request to another host', '/elsewhere', 'another host: http://127.0.0.1:9/x.png'],
    ['a file that is missing', '/missing', '404: '],
    ['a request without an answer', '/silent', 'request failed: '],
  ])('%s is noticed', async (_, path, expected) => {
    expect(await faultsOf(path)).toContain(expected);
  });

  test('a picture without words, pale text and a page without a language are violations', async () => {
    const { page, close } = await openPage(browser(), url);
    await page.goto('/poor');
    const violations = (await listViolations(page)).join('\n');
    for (const rule of ['image-alt', 'color-contrast', 'html-has-lang']) expect(violations).toContain(`${rule}:`);
    await close();
  });
});
