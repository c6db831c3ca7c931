import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { rawCall } from '#test/support/raw-call.ts';
import { emptyWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

const START = at('2026-11-27T18:00');
const THANDI = '+27821234567';
const PAGE = '?phone=%2B27821234567';

describe.each(DATABASE_KINDS)('the clock of /try, on %s', (kind) => {
  let api: TestApi;
  /** How many entries the journal had before the test. */
  let noted = 0;
  const journal = () => api.services.journal?.entries ?? [];
  beforeAll(async () => {
    api = await createTestApi(kind, { CLOCK_START: '2026-11-27T18:00' });
  });
  afterAll(() => api.remove());
  beforeEach(async () => {
    await api.db('timers').delete();
    api.clock.moveTo(START);
    noted = journal().length;
  });

  const schedule = (hours: number) =>
    inTransaction(api.db, (trx) =>
      scheduleTimers(trx, api, [
        {
          ...{ kind: 'ask_expiry', key: `after:${hours}`, subject: 'ask:0' },
          ...{ priority: TIMER_PRIORITY.rest, dueAt: after(START, hours * HOUR) },
        },
      ]),
    );
  const move = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    rawCall(api.url, {
      ...{ method: 'POST', path: `/try/clock${PAGE}`, body: new URLSearchParams(form).toString() },
      headers: {
        ...{ 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        ...headers,
      },
    });
  /** The clock goes on while the request is answered. */
  const expectClockAt = (instant: Date) => {
    const passed = api.clock.now().getTime() - instant.getTime();
    expect(passed, `${api.clock.now().toISOString()}`).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThan(MINUTE);
  };

  test('goes five minutes on, to the next timer, and to Friday 23:50; the browser goes back to its page', async () => {
    await schedule(2);
    const { status, headers } = await move({ step: 'five-minutes' });
    expect([status, headers.location]).toEqual([303, `/try${PAGE}`]);
    expectClockAt(after(START, 5 * MINUTE));
    await move({ step: 'next-timer' });
    expectClockAt(after(START, 2 * HOUR));
    await move({ step: 'friday-night' });
    expectClockAt(at('2026-11-27T23:50'));
    await move({ at: '2026-11-28T00:30' });
    expectClockAt(at('2026-11-28T00:30'));
  });

  test('runs each timer on its way at its own time, and the journal has the move', async () => {
    await schedule(1);
    await schedule(5);
    await move({ at: '2026-11-27T22:00' });
    const rows = await api.db('timers').orderBy('dueAt').select('status', 'endedAt');
    expect(rows.map(({ status }) => status)).toEqual(['not_needed', 'waiting']);
    expect(new Date(rows[0].endedAt).getTime() - after(START, HOUR).getTime()).toBeLessThan(MINUTE);
    expect(journal().slice(noted)).toEqual([
      expect.objectContaining({ kind: 'move', to: at('2026-11-27T22:00'), endedAt: expect.any(Date) }),
    ]);
  });

  test('two moves at the same time follow each other', async () => {
    await Promise.all([move({ step: 'five-minutes' }), move({ step: 'five-minutes' })]);
    expectClockAt(after(START, 10 * MINUTE));
  });

  test.each([
    [{ at: '2026-11-27T17:00' }, 'The clock goes forward only'],
    [{ at: 'tomorrow' }, 'That is not a time'],
    [{}, 'That is not a time'],
    [{ at: '2029-01-01T00:00' }, 'more than a year ahead'],
    [{ step: 'next-timer' }, 'No timer is waiting'],
  ])('%j is refused with the reason, and moves nothing', async (form, reason) => {
    const page = await move(form as Record<string, string>);
    expect([page.status, page.text.includes(reason)]).toEqual([400, true]);
    const part = await move(form as Record<string, string>, { 'hx-request': 'true' });
    // the page stays as it is, and shows the reason
    expect([part.status, part.headers['hx-retarget'], part.text.includes(reason)]).toEqual([400, '#problem', true]);
    expect(part.text).not.toContain('<html');
    expectClockAt(START);
    expect(journal().slice(noted)).toEqual([]);
  });

  test('after a move, a reminder that was sent on the way is no longer among the timers of its person', async () => {
    await buildSchedule(api.db);
    await buildVolunteer(api.db, { phone: THANDI, name: 'Thandi Nkosi' });
    for (const words of ['shifts', '1', 'none']) await textIn(api.services, THANDI, words);
    const inspector = async () =>
      (await rawCall(api.url, { method: 'GET', path: `/try/inspector${PAGE}&shown=%2B27821234567` })).text;
    expect(await inspector()).toContain('The reminder shortly before a shift');
    await move({ at: '2026-11-27T22:30' });
    expect(await inspector()).not.toContain('The reminder shortly before a shift');
    const reminders = (await api.queuedFor(THANDI)).filter(({ messageType }) => messageType === 'reminder_2h');
    expect(reminders).toHaveLength(1);
    await emptyWatch(api.db);
  });

  test('shows the time and what comes next, in words', async () => {
    await schedule(2);
    const { text } = await rawCall(api.url, { method: 'GET', path: `/try/clock${PAGE}` });
    expect(text).toContain('Fri 27 Nov 2026 18:00:');
    expect(text).toContain('Next timer: An ask ends without an answer (ask:0), Fri 27 Nov 20:00.');
    expect(text).not.toContain('<html');
  });
});

test('a real clock cannot be moved, and the page says how to get one that can', async () => {
  const api = await createTestApi('SQLite');
  const { text } = await rawCall(api.url, { method: 'GET', path: `/try${PAGE}` });
  expect(text).toContain('CLOCK_START=2026-11-27T18:00');
  expect(text).not.toContain('+5 min');
  const earlier = api.clock.now();
  const { status } = await rawCall(api.url, {
    ...{ method: 'POST', path: '/try/clock', body: 'step=five-minutes' },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  });
  expect(status).toBe(404);
  expect(api.clock.now().getTime() - earlier.getTime()).toBeLessThan(MINUTE);
  await api.remove();
});
