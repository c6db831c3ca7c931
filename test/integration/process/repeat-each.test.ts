import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { systemClock } from '#src/platform/clock.ts';
import { type Log, silentLog } from '#src/platform/log.ts';
import { everyMinute } from '#src/process/every-minute.ts';
import { repeatEach } from '#src/process/repeat-each.ts';
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

  it('all is done again and again though one part fails, and only the others are heard of', async () => {
    const stop = new AbortController();
    const done: string[] = [];
    const chores = {
      before: async () => done.push('before'),
      broken: () => Promise.reject(new RangeError('secret words')),
      after: async () => done.push('after'),
    };
    const ended = repeatEach(services, chores, { signal: stop.signal, first: 0, every: 10 });
    await expect.poll(() => done.slice(0, 4)).toEqual(['before', 'after', 'before', 'after']);
    stop.abort();
    await ended;
    expect(errors[0]).toMatchObject({ job: 'broken', error: 'RangeError' });
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(await db()('heartbeats').orderBy('job').pluck('job')).toEqual(['after', 'before']);
  });

  it.runIf(kind === 'SQLite')('what is done every minute is begun soon after the start', async () => {
    await db()('heartbeats').delete();
    const stop = new AbortController();
    const ended = everyMinute(services, stop.signal);
    const heard = () => db()('heartbeats').orderBy('job').pluck('job');
    await expect.poll(heard, { timeout: 20_000 }).toEqual(['catch-up', 'erase-codes', 'queue-reminders']);
    stop.abort();
    await ended;
    expect(errors).toEqual([]);
  });

  it('nothing more is begun at the signal', async () => {
    const stop = new AbortController();
    const done: string[] = [];
    const chores = { first: async () => stop.abort(), next: async () => done.push('next') };
    await repeatEach(services, chores, { signal: stop.signal, first: 0, every: 10 });
    expect(done).toEqual([]);
  });
});
