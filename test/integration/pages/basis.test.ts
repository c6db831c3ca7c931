import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { rawCall } from '#test/support/raw-call.ts';

/** The pages read nothing from the database, so one kind is enough. */
describe('the basis of all pages', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi('SQLite', { WATCH_NAME: 'Owls & <Friends>' });
  });
  afterAll(() => api.remove());

  const get = (path: string, headers: Record<string, string> = {}) =>
    rawCall(api.url, { method: 'GET', path, headers });
  const choose = (form: string, headers: Record<string, string>) =>
    rawCall(api.url, {
      method: 'POST',
      path: '/theme',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: form,
    });

  test('a page loads only files of our own, and nothing in it is inline', async () => {
    const { status, headers, text } = await get('/');
    expect(status).toBe(200);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(text).not.toMatch(/<style|<script>|\sstyle=|\son[a-z]+=/);
    const files = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url);
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const asset = await get(file);
      expect(asset.status, file).toBe(200);
      expect(asset.headers['cache-control'], file).toContain('immutable');
    }
  });

  test('words of the watch are escaped', async () => {
    const { text } = await get('/');
    expect(text).toContain('Owls &amp; &lt;Friends>');
    expect(text).not.toContain('<Friends>');
  });

  test('a file of another version is a 404, and not kept', async () => {
    const answer = await get('/assets/AAAAAAAAAAAA/site.css');
    expect(answer.status).toBe(404);
    expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
  });

  test('a chosen theme is in the first byte of the next page, and the browser goes back to its page', async () => {
    const chosen = await choose('theme=night&back=%2F%3Fa%3D1', { 'sec-fetch-site': 'same-origin' });
    expect(chosen.status).toBe(303);
    expect(chosen.headers.location).toBe('/?a=1');
    const cookie = String(chosen.headers['set-cookie']);
    expect(cookie).toMatch(/^theme=night;.*samesite=lax.*httponly/i);
    const { text } = await get('/', { cookie: 'theme=night' });
    expect(text).toMatch(/<html[^>]* data-theme="night"/);
    expect((await get('/', { cookie: 'theme=pink' })).text).toMatch(/<html[^>]* data-theme="auto"/);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sibling domain', { 'sec-fetch-site': 'same-site' }],
    ['a browser that does not say where the form comes from', {}],
    ['an old browser on another origin', { origin: 'https://evil.example.org' }],
    ['a page without an origin', { origin: 'null' }],
  ])('a form from %s is refused', async (_, headers) => {
    const { status, headers: answered } = await choose('theme=night&back=%2F', headers as Record<string, string>);
    expect(status).toBe(403);
    expect(answered['set-cookie']).toBeUndefined();
  });

  test('an old browser that names our own origin may send forms', async () => {
    expect((await choose('theme=dark&back=%2F', { origin: api.url })).status).toBe(303);
  });

  test.each([
    'https://evil.example.org/',
    '//evil.example.org',
    '/\\evil.example.org',
    '/.//evil.example.org',
    '/try/..//evil.example.org',
    'http://own.invalid//evil.example.org',
    'javascript:alert(1)',
    '',
  ])('the way back leads to no other site: %s', async (back) => {
    const form = new URLSearchParams({ theme: 'light', back }).toString();
    const { status, headers } = await choose(form, { 'sec-fetch-site': 'same-origin' });
    expect([status, headers.location]).toEqual([303, '/']);
  });

  test('a form that is wrong, too large or no form gets a page that says so', async () => {
    const own = { 'sec-fetch-site': 'same-origin' };
    const wrong = await choose('theme=pink', own);
    expect([wrong.status, wrong.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(wrong.text).toContain('There is no such theme.');
    expect((await choose(`theme=${'x'.repeat(70_000)}`, own)).status).toBe(413);
    expect((await choose('{}', { ...own, 'content-type': 'application/json' })).status).toBe(415);
    expect((await choose('--x', { ...own, 'content-type': 'multipart/form-data; boundary=y' })).status).toBe(400);
  });
});
