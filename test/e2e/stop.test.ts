import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEVELOPMENT_AUTH_TOKEN } from '#src/config.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { systemClock } from '#src/platform/clock.ts';
import { HOUR } from '#src/platform/duration.ts';
import { signToken } from '#src/volunteers/sign-in/token.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createSite, type Site } from '#test/support/process.ts';
import { ACCOUNT } from '#test/support/twilio-site.ts';

describe.each(DATABASE_KINDS)('stopping the real process on %s', (kind) => {
  let scratch: ScratchDatabase;
  let site: Site;
  let db: Database;
  beforeAll(async () => {
    scratch = await scratchDatabase(kind);
    site = await createSite(scratch.url);
    db = connect(scratch.url);
  });
  afterAll(async () => {
    await db.destroy();
    await site.remove();
    await scratch.remove();
  });

  test('neither coordinators who watch live events nor silent connections hold it up, and its jobs have been heard of', async () => {
    const run = await site.start();
    const ann = await inTransaction(db, (trx) => buildVolunteer(trx, { role: 'coordinator' }));
    const keeper = { clock: systemClock, secret: site.env.JWT_SECRET ?? '', tokenLifetime: HOUR };
    const headers = { authorization: `Bearer ${signToken(keeper, ann)}` };
    const streams = await Promise.all([1, 2, 3].map(() => fetch(`${site.url}/admin/events`, { headers })));
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    const jobs = () => inTransaction(db, async (trx) => trx('heartbeats').pluck('job'));
    await expect.poll(jobs, { timeout: 10_000 }).toContain('dispatch');

    const { hostname, port } = new URL(site.url);
    const silent = ['', 'GET /healthz HT'].map((begun) => {
      const socket = connectSocket(Number(port), hostname).on('error', () => {});
      return { socket, written: new Promise<void>((resolve) => void socket.write(begun, () => resolve())) };
    });
    await Promise.all(silent.map(({ written }) => written));

    const before = performance.now();
    run.child.kill('SIGTERM');
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    for (const text of texts) expect(text).toMatch(/^retry: 2000\n\n/);
    expect(await run.ended).toBe(0);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(run.output()).not.toMatch(/"level":[56]0/);
    for (const { socket } of silent) socket.destroy();
  });

  test('a process that does not stop in time is killed, not aborted', async () => {
    const asked: ServerResponse[] = [];
    const silent = createServer((_, response) => asked.push(response)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const waiting = await createSite(scratch.url, {
      SENDER: 'twilio',
      TWILIO_API_BASE_URL: `http://127.0.0.1:${port}`,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: DEVELOPMENT_AUTH_TOKEN,
      TWILIO_SMS_FROM: '+27600000000',
      STOP_SECONDS: '1',
    });
    try {
      const run = await waiting.start();
      expect((await waiting.text('+27821110099', 'HELP')).status).toBe(200);
      await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
      run.child.kill('SIGTERM');
      expect(await run.ended, run.output()).toBe('SIGKILL');
      expect(run.output()).toContain('did not stop in time');
    } finally {
      await waiting.remove();
      silent.closeAllConnections();
      silent.close();
    }
  });
});
