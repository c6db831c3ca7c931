import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { systemClock } from '#src/platform/clock.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { type Log, silentLog } from '#src/platform/log.ts';
import { everyMinute } from '#src/process/every-minute.ts';
import { repeatJobs } from '#src/process/repeat-jobs.ts';
import { createSendingServices } from '#src/sending-services.ts';
import { createServices, type Services } from '#src/services.ts';
import { onBothDatabases } from '#test/support/databases.ts';

onBothDatabases((db, kind, url) => {
  let services: Services;
  let errors: object[];
  beforeEach(async () => {
    errors = [];
    const log: Log = Object.assign(Object.create(silentLog), { error: (line: object) => errors.push(line) });
    services = await createServices({
      config: parseConfig({ DATABASE_URL: url(), JWT_SECRET: 'a secret for tests, and for nothing else' }),
      log,
      clock: systemClock,
    });
  });
  afterEach(() => services[Symbol.asyncDispose]());

  it('jobs repeat although one fails, and only the others have heartbeats', async () => {
    const stop = new AbortController();
    const done: string[] = [];
    const chores = {
      before: async () => done.push('before'),
      broken: () => Promise.reject(new RangeError('secret words')),
      after: async () => done.push('after'),
    };
    const ended = repeatJobs(services, chores, { signal: stop.signal, firstMs: 0, everyMs: 10 });
    await expect.poll(() => done.slice(0, 4)).toEqual(['before', 'after', 'before', 'after']);
    stop.abort();
    await ended;
    expect(errors[0]).toMatchObject({ job: 'broken', error: 'RangeError' });
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(await db()('heartbeats').orderBy('job').pluck('job')).toEqual(['after', 'before']);
  });

  it.runIf(kind === 'SQLite')("the dispatcher's thread does its chores, and handles a text that was left", async () => {
    await db()('heartbeats').delete();
    const { config, log } = services;
    await using sending = await createSendingServices({ config, log, clock: systemClock });
    const form = { providerSid: randomIds.sid('SM'), from: '+27821234567', to: '+27600000001', body: 'hello', raw: '' };
    await services.inbox.receive({ ...form, channel: 'sms', attachments: [] });
    await db()('inbox').update({ receivedAt: before(systemClock.now(), MINUTE) });
    const stop = new AbortController();
    const ended = everyMinute(sending, stop.signal, 0);
    const heard = () => db()('heartbeats').orderBy('job').pluck('job');
    await expect.poll(heard, { timeout: 20_000 }).toEqual(['catch-up']);
    stop.abort();
    await ended;
    expect(errors).toEqual([]);
    expect(await db()('inbox').whereNull('handledAt')).toEqual([]);
    expect(await db()('outbox').pluck('recipient')).toEqual(['+27821234567']);
  });

  it('no job begins after the signal', async () => {
    const stop = new AbortController();
    const done: string[] = [];
    const chores = { first: async () => stop.abort(), next: async () => done.push('next') };
    await repeatJobs(services, chores, { signal: stop.signal, firstMs: 0, everyMs: 10 });
    expect(done).toEqual([]);
  });
});
