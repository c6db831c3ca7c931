import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOUR } from '#src/platform/duration.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { rawCall } from '#test/support/raw-call.ts';
import { emptyWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

const THANDI = '+27821234567';
const SIPHO = '+27832001001';
const query = (phone: string) => {
  const number = encodeURIComponent(phone);
  return `phone=${number}&inspect=${number}&shown=${number}`;
};

describe.each(DATABASE_KINDS)('the inspector of /try, on %s', (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  afterEach(() => emptyWatch(api.db));
  afterAll(() => api.remove());

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const { status, text } = await rawCall(api.url, { method: 'GET', path, headers });
    return { status, text, words: wordsOf(text) };
  };

  test('is on the page of its phone only, and its part comes again by itself', async () => {
    await textIn(api.services, THANDI, 'hello');
    const closed = await get(`/try?phone=${encodeURIComponent(THANDI)}`);
    expect(closed.words).not.toContain('What the service knows');
    const open = await get(`/try?${query(THANDI)}`);
    expect(open.words).toContain('What the service knows about 082 123 4567');
    const [, url = ''] = /hx-get="(\/try\/inspector[^"]*)"/.exec(open.text) ?? [];
    const part = await get(url.replaceAll('&amp;', '&'), { 'hx-request': 'true' });
    expect(part.status).toBe(200);
    expect(part.text).not.toContain('<html');
    expect(part.words).toMatch(/^What the service knows about 082 123 4567/);
    // every link keeps the inspector open
    const links = [...open.text.matchAll(/href="(\/try\?[^"]*)"/g)].map(([, href = '']) => href);
    expect(links.filter((href) => href.includes('inspect=')).length).toBeGreaterThanOrEqual(3);
  });

  test('shows what the last text was understood as, in words and by its name; on request those before it', async () => {
    await textIn(api.services, THANDI, 'hello');
    await textIn(api.services, THANDI, 'Thandi Nkosi');
    const { text, words } = await get(`/try/inspector?${query(THANDI)}`);
    expect(words).toMatch(/Thandi Nkosi .* a name, as we asked NAME_GIVEN/);
    expect(words).toContain('We sent a code and wait for it. stranger.provingNumber');
    expect(words).toContain('A code ends a one-time code');
    expect(words).not.toContain('hello');
    const [, more = ''] = /href="(\/try\?[^"]*earlier=[^"]*)"/.exec(text) ?? [];
    const earlier = await get(more.replaceAll('&amp;', '&'));
    expect(earlier.words).toMatch(/hello .* MENU/);
    expect(earlier.words).toContain('Hide the texts before it');
  });

  test('shows an open ask with its ref, its words and its deadline, and what a bare yes means', async () => {
    api.clock.moveTo(at('2026-11-27T09:00'));
    await buildSchedule(api.db);
    await buildVolunteer(api.db, { phone: THANDI, name: 'Thandi Nkosi' });
    await buildVolunteer(api.db, { phone: SIPHO, name: 'Sipho <b>Dube' });
    for (const words of ['shifts', '1', '083 200 1001']) await textIn(api.services, THANDI, words);
    const waiting = await get(`/try/inspector?${query(SIPHO)}`);
    expect(waiting.words).toContain('Not yet. The question is waiting to be sent.');
    await api.services.outbox.drain();
    const { ref } = await api.db('asks').first();
    const { text, words } = await get(`/try/inspector?${query(SIPHO)}`);
    expect(words).toContain(`A bare yes: It would answer the ask “Do they come along as the buddy?” ${ref}.`);
    expect(words).toContain(`About booking ${ref}, Sat 28 Nov 00:00`);
    expect(words).toMatch(/Deadline Fri 27 Nov \d\d:\d\d/);
    expect(words).toContain('A bare yes Answers it');
    expect(words).toMatch(/An ask ends without an answer/);
    expect(text).toContain('Sipho &lt;b>Dube');
    api.clock.moveTo(new Date(api.clock.now().getTime() + 12 * HOUR));
    expect((await get(`/try/inspector?${query(SIPHO)}`)).words).toContain('which is over. Its timer has not run yet.');
  });

  test('without a phone, or of one that is not on the screen, is a 404', async () => {
    for (const search of [
      '',
      '?inspect=%2B27821234567&shown=%2B27821234567',
      `?phone=${encodeURIComponent(SIPHO)}&shown=x`,
    ]) {
      expect((await get(`/try/inspector${search}`)).status, search).toBe(404);
    }
  });
});

/** What a person reads. */
function wordsOf(text: string): string {
  return text
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
