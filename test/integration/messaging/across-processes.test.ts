import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const phoneNo = (index: number) => `+2783${String(index).padStart(7, '0')}`;
/** So long that no test passes because of a poll. */
const NEVER = { POLL_SECONDS: '600' };

describe('two processes on one PostgreSQL', () => {
  let scratch: ScratchDatabase;
  let db: Database;
  beforeAll(async () => {
    scratch = await scratchDatabase('PostgreSQL');
    db = connect(scratch.url);
  });
  afterAll(async () => {
    await db.destroy();
    await scratch.remove();
  });
  beforeEach(() => emptyWatch(db));

  const open = () => TestWatch.open(scratch.url, { env: NEVER });
  const endListeners = () =>
    db.raw(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ~ '^listen'",
    );
  const countListeners = async () => {
    const { rows } = await db.raw(
      "select count(*)::int as total from pg_stat_activity where datname = current_database() and query ~ '^listen'",
    );
    return rows[0].total;
  };

  /** A process that sends, and that is idle until it is woken. */
  async function openSending(): Promise<TestWatch> {
    const watch = await open();
    watch.startSending();
    await watch.services.listenForSignals();
    for (let count = 1; count <= 2; count += 1) {
      await watch.queue({ to: { identity: phoneNo(0) } });
      await expect.poll(() => watch.sender.attempts.length).toBe(count);
    }
    watch.sender.attempts.length = 0;
    return watch;
  }

  it('a message that one process queues and does not send is sent by the other at once', async () => {
    await using one = await open();
    await using other = await openSending();
    for (let count = 1; count <= 5; count += 1) {
      await one.queue({ to: { identity: phoneNo(count) } });
      await expect.poll(() => other.sender.attempts.length).toBe(count);
    }
  });

  it('a process is woken once for what it queues, and not by its own signal too', async () => {
    await using one = await open();
    await using other = await open();
    const told = { one: 0, other: 0 };
    one.services.onQueued(() => (told.one += 1));
    other.services.onQueued(() => (told.other += 1));
    await Promise.all([one, other].map(({ services }) => services.listenForSignals()));
    // each is woken at first, because messages may have been queued before
    await expect.poll(() => told).toEqual({ one: 1, other: 1 });
    await one.queue({ to: { identity: phoneNo(1) } });
    await expect.poll(() => told.other).toBe(2);
    await one.queue({ to: { identity: phoneNo(2) } });
    await expect.poll(() => told.other).toBe(3);
    // longer than its own signal would take
    await wait(200);
    expect(told).toEqual({ one: 3, other: 3 });
  });

  it('a message that was queued while the connection was broken is found after it reconnects', async () => {
    await using one = await open();
    await using other = await openSending();
    await endListeners();
    await one.queue({ to: { identity: phoneNo(1) } });
    await expect.poll(() => other.sender.attempts.length).toBe(1);
    await expect.poll(countListeners).toBe(1);
    await one.queue({ to: { identity: phoneNo(2) } });
    await expect.poll(() => other.sender.attempts.length).toBe(2);
  });

  it('locks of a machine that disappeared are released within a minute', async () => {
    const shown = ['idle_in_transaction_session_timeout', 'tcp_keepalives_idle', 'tcp_keepalives_interval'].map(
      async (name) => Object.values((await db.raw(`show ${name}`)).rows[0]),
    );
    expect((await Promise.all(shown)).flat()).toEqual(['1min', '20', '10']);
  });

  it('a process that stops closes its connection after it has sent its signals', async () => {
    await using other = await openSending();
    {
      await using one = await open();
      await one.services.listenForSignals();
      expect(await countListeners()).toBe(2);
      for (let index = 1; index <= 3; index += 1) await one.queue({ to: { identity: phoneNo(index) } });
    }
    await expect.poll(countListeners).toBe(1);
    await expect.poll(() => other.sender.attempts.length).toBe(3);
  });
});
