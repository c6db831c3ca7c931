import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { createTimers } from '#src/db/timers/create-timers.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY, type Timer, type TimerKinds } from '#src/db/timers/timer.ts';
import { moveClock } from '#src/http/webhooks/move-clock.ts';
import { parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { before as earlier, HOUR, after as later, MINUTE, SECOND } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { signedPost } from '#src/simulator/signed-post.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { scratchFolder } from '#test/support/scratch-folder.ts';

const START = new Date('2026-11-27T16:00:00Z');
const THANDI = '+27821234567';

describe.each(DATABASE_KINDS)('timers, on %s', (kind) => {
  let api: TestApi;
  let outboxFile: string;
  const folder = scratchFolder();
  beforeAll(async () => {
    outboxFile = join(folder.path, 'outbox.log');
    api = await createTestApi(kind, {
      ...{ CLOCK_START: '2026-11-27T18:00', MOCK_OUTBOX_FILE: outboxFile, PUBLIC_URL: 'https://watch.example.org' },
      POLL_SECONDS: '0.1',
    });
  });
  afterAll(async () => {
    await api.remove();
    folder[Symbol.dispose]();
  });
  beforeEach(async () => {
    await api.db('timers').delete();
    await api.db('outbox').delete();
    rmSync(outboxFile, { force: true });
    api.clock.moveTo(START);
  });

  const schedule = (...timers: { key: string; dueAt: Date; kind?: string }[]) =>
    inTransaction(api.db, (trx) =>
      scheduleTimers(
        trx,
        api,
        timers.map((timer) => ({ kind: 'ask_expiry', subject: 'ask:0', priority: TIMER_PRIORITY.rest, ...timer })),
      ),
    );
  const post = (path: string, form: Record<string, string> = {}) => {
    const { PUBLIC_URL, TWILIO_AUTH_TOKEN } = api.services.config;
    return signedPost({ serviceUrl: api.url, publicUrl: PUBLIC_URL, token: TWILIO_AUTH_TOKEN[0] ?? '', path, form });
  };
  const lines = () =>
    readFileSync(outboxFile, 'utf8')
      .split('\n')
      .flatMap((line) => parseLine(line) ?? []);

  test('a service whose timers are late is not ready, and names their kinds', async () => {
    await schedule({ key: 'a', dueAt: earlier(START, HOUR) });
    const late = await api.call('GET', '/readyz');
    expect(late.status).toBe(503);
    expect(late.body).toMatchObject({ code: 'not_ready', detail: 'Timers of these kinds are late: ask_expiry.' });
    await api.services.timers.runDue();
    expect((await api.call('GET', '/readyz')).status).toBe(200);
  });

  test('the metrics have what waits, what is due and for how long, and how timers ended', async () => {
    await schedule(
      { key: 'a', dueAt: earlier(START, MINUTE), kind: 'note' },
      { key: 'b', dueAt: later(START, HOUR), kind: 'note' },
      { key: 'c', dueAt: START },
    );
    await api.services.timers.runDue();
    const { text } = await api.call('GET', '/metrics');
    expect(text).toMatch(/^watchline_timers_waiting 2$/m);
    expect(text).toMatch(/^watchline_timers_due 1$/m);
    expect(text).toMatch(/^watchline_timers_oldest_due_seconds (?:[6-9]\d|1\d\d)(?:\.\d+)?$/m);
    expect(text).toMatch(/^watchline_timers_ended{kind="ask_expiry",status="not_needed"} 1$/m);
  });

  test('/timers lists what is due next, for who can sign a request', async () => {
    await schedule({ key: 'later', dueAt: later(START, HOUR) }, { key: 'late', dueAt: earlier(START, HOUR) });
    await api.db('timers').where({ key: 'late' }).update({ kind: 'newer' });
    expect(await (await post('/timers')).json()).toEqual({
      ...{ waiting: 2, held: 0 },
      next: [
        { kind: 'newer', subject: 'ask:0', due_at: earlier(START, HOUR).toISOString(), is_overdue: true },
        { kind: 'ask_expiry', subject: 'ask:0', due_at: later(START, HOUR).toISOString(), is_overdue: false },
      ],
    });
    const unsigned = await api.call('POST', '/timers', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(unsigned.status).toBe(403);
  });

  test('/clock runs the timers on its way', async () => {
    await schedule({ key: 'a', dueAt: later(START, HOUR) }, { key: 'b', dueAt: later(START, 5 * HOUR) });
    expect((await post('/clock', { At: '2026-11-27T22:00' })).status).toBe(200);
    const rows = await api.db('timers').orderBy('key').select('status', 'endedAt');
    expect(rows.map(({ status }) => status)).toEqual(['not_needed', 'waiting']);
    expect(new Date(rows[0].endedAt).getTime() - later(START, HOUR).getTime()).toBeLessThan(MINUTE);
    expect(api.clock.now().getTime() - later(START, 4 * HOUR).getTime()).toBeLessThan(MINUTE);
  });

  describe('the movable clock', () => {
    /** Each timer texts its key, and schedules what belongs to it. */
    const kinds = (next: Record<string, number> = {}): TimerKinds => ({
      text: {
        priority: TIMER_PRIORITY.rest,
        run: async (trx, { key, dueAt }: Timer) => {
          const message = { to: { identity: THANDI }, messageType: 'answer', body: key, key } as const;
          await enqueue(trx, api.services.settings, message);
          const hours = next[key];
          if (hours !== undefined) {
            const timer = { kind: 'text', key: `${key}+`, subject: 'booking:1', priority: TIMER_PRIORITY.rest };
            await scheduleTimers(trx, api, [{ ...timer, dueAt: later(dueAt, hours * HOUR) }]);
          }
          return 'done';
        },
      },
    });
    const move = async (target: Date, next?: Record<string, number>) => {
      const stop = new AbortController();
      const wakes: (() => void)[] = [];
      const { outbox } = api.services;
      const sending = outbox.run(stop.signal, (wake) => wakes.push(wake));
      const runner = { db: api.servicesDb, clock: api.clock, log: silentLog, kinds: kinds(next) };
      const timers = createTimers(runner, { pollMs: SECOND, onAlive: async () => {} });
      const onMoved = () => {
        for (const wake of wakes) wake();
      };
      await moveClock({ clock: api.clock, services: { timers, outbox }, onMoved }, target);
      stop.abort();
      await sending;
    };
    const hourOf = (at: Date) => Math.floor((at.getTime() - START.getTime()) / HOUR);

    test('runs each timer at its own time, in order, and sends its messages before it goes on', async () => {
      const at = (hours: number) => later(START, hours * HOUR);
      await schedule({ key: 'two', dueAt: at(2), kind: 'text' }, { key: 'one', dueAt: at(1), kind: 'text' });
      await schedule({ key: 'nine', dueAt: at(9), kind: 'text' });
      await move(at(8), { one: 5 });
      expect(lines().map((line) => [line.body, hourOf(line.at)])).toEqual([
        ['one', 1],
        ['two', 2],
        ['one+', 6],
      ]);
      expect(hourOf(api.clock.now())).toBe(8);
      expect(await api.db('timers').where({ status: 'waiting' }).pluck('key')).toEqual(['nine']);
    });

    test('goes back, and then runs timers at their time', async () => {
      await schedule({ key: 'one', dueAt: later(START, HOUR), kind: 'text' });
      await move(earlier(START, 24 * HOUR));
      expect(api.clock.now().getTime() - earlier(START, 24 * HOUR).getTime()).toBeLessThan(MINUTE);
      expect(await api.db('outbox').pluck('payload')).toEqual([]);
      await move(later(START, 2 * HOUR));
      expect(lines().map((line) => [line.body, hourOf(line.at)])).toEqual([['one', 1]]);
    });

    test('goes on without messages that cannot be sent now', async () => {
      await api.db('sendingHolds').insert({ id: 1, since: START, backupMadeAt: START });
      await api.db('outbox').delete();
      const message = { to: { identity: THANDI }, messageType: 'announcement', body: 'news', key: 'news' } as const;
      await inTransaction(api.db, (trx) => enqueue(trx, api.services.settings, message));
      await schedule({ key: 'one', dueAt: later(START, HOUR), kind: 'text' });
      await move(later(START, 2 * HOUR));
      await api.db('sendingHolds').delete();
      expect(hourOf(api.clock.now())).toBe(2);
      expect(await api.db('timers').pluck('status')).toEqual(['done']);
    });
  });
});
