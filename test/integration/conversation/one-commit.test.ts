import { copyFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { beforeEach, expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { clockOfChild } from '#test/support/clock/clock-of-child.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { runFile } from '#test/support/run-file.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const BOOKING = 'book sat 00:00 with nomsa';

onBothDatabases((db, kind, url) => {
  let phone = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    phone = (await buildVolunteer(db())).phone ?? '';
  });

  /** The ref of a booking is allocated in the middle of a turn, after the text was read. */
  const failing = (times: number) => {
    let failures = 0;
    const ref = (length: number) => {
      failures += 1;
      if (failures > times) return randomIds.ref(length);
      throw new Error('no ref');
    };
    return { ref };
  };

  /** The live event for coordinators is the last statement of a turn. */
  const breakingAtTheEnd = (onEnd: () => void) => {
    const own = connect(url());
    const query = own.client.query;
    own.client.query = async function (this: unknown, connection: unknown, asked: string | { sql: string }) {
      if (typeof asked !== 'string' && /^insert into .live_events/.test(asked.sql)) onEnd();
      return query.call(this, connection, asked);
    };
    return own;
  };

  const inboxRow = () => db()('inbox').first('attempts', 'handledAt', 'needsPerson', 'needsPersonReason');

  it('a failure late in a turn leaves nothing behind, and the next attempt has one effect', async () => {
    let isBroken = false;
    const broken = breakingAtTheEnd(() => {
      if (isBroken) return;
      isBroken = true;
      throw new Error('broken');
    });
    await using watch = await TestWatch.open(url(), { db: broken });
    await watch.text(phone, BOOKING);
    await watch.drain();
    expect(watch.sender.bodiesTo(phone)).toEqual([expect.stringMatching(/^Booked: /)]);
    expect(await db()('bookings')).toHaveLength(1);
    expect(await db()('liveEvents').where({ type: 'booking' })).toHaveLength(1);
    expect(await inboxRow()).toMatchObject({ attempts: 2 });
    expect(watch.errors).toHaveLength(1);
  });

  it('a process that dies in a turn has counted its attempt and changed nothing else', async () => {
    const die = () => {
      void dying.services[Symbol.asyncDispose]();
      throw new Error('died');
    };
    const dying = await TestWatch.open(url(), { db: breakingAtTheEnd(die) });
    await dying.text(phone, BOOKING);
    expect(await inboxRow()).toMatchObject({ attempts: 1, handledAt: null });
    for (const table of ['bookings', 'outbox', 'liveEvents', 'refs']) expect(await db()(table)).toEqual([]);
    expect(await db()('conversations').first('place')).toEqual({ place: null });
    await using restarted = await TestWatch.open(url());
    await restarted.services.conversations.catchUp({ all: true });
    expect(await db()('bookings')).toHaveLength(1);
    expect(await inboxRow()).toMatchObject({ attempts: 2 });
  });

  it.runIf(kind === 'SQLite')('of many texts at once only the one in hand counts as tried by a crash', async () => {
    const file = url().slice('sqlite:'.length);
    const crashed = `${file}.crashed`;
    // what is on disk in the middle of the first turn
    const crash = (length: number) => {
      for (const end of ['', '-wal']) if (!existsSync(crashed + end)) copyFileSync(file + end, crashed + end);
      return randomIds.ref(length);
    };
    await using watch = await TestWatch.open(url(), { ids: { ref: crash } });
    for (let count = 0; count < 8; count += 1) await watch.receive((await buildVolunteer(db())).phone ?? '', BOOKING);
    const ids: number[] = await db()('conversations').pluck('conversation_id');
    await Promise.all(ids.map((id) => watch.services.conversations.advance(id)));
    const left = connect(`sqlite:${crashed}`);
    expect(await left('inbox').where('attempts', '>', 0)).toHaveLength(1);
    await left.destroy();
  });

  it('a process that dies before the turn has counted its attempt with the receipt', async () => {
    await using watch = await TestWatch.open(url());
    await watch.receive(phone, BOOKING, undefined, { isTried: true });
    expect(await inboxRow()).toMatchObject({ attempts: 1, handledAt: null });
    await watch.services.conversations.catchUp({ all: true });
    expect(await inboxRow()).toMatchObject({ attempts: 2 });
    expect(await db()('bookings')).toHaveLength(1);
  });

  it('a received text counts as tried once, even behind a text that another process left', async () => {
    await using watch = await TestWatch.open(url());
    await watch.receive(phone, 'shifts');
    await Promise.all(['my', BOOKING].map((body) => watch.text(phone, body)));
    await watch.drain();
    expect(watch.sender.bodiesTo(phone)).toHaveLength(3);
    expect(await db()('inbox').whereNull('handledAt')).toEqual([]);
    expect(watch.errors).toEqual([]);
  });

  it('a text whose handling fails three times is kept for a person, and the next texts are handled', async () => {
    await using watch = await TestWatch.open(url(), { ids: failing(3) });
    for (const body of [BOOKING, 'my']) await watch.receive(phone, body);
    await watch.text(phone, BOOKING);
    await watch.drain();
    const [given, listed, booked, ...others] = watch.sender.bodiesTo(phone);
    expect(given).toMatch(/no coordinator gets our texts now/);
    expect(listed).toMatch(/^You have no shifts booked/);
    expect(booked).toMatch(/^Booked: /);
    expect(others).toEqual([]);
    const [kept, ...rest] = await db()('inbox').orderBy('inboxId');
    expect(Boolean(kept.needsPerson)).toBe(true);
    expect(kept.needsPersonReason).toBe('handling failed');
    expect(kept.handledAt).not.toBeNull();
    expect(rest.map(({ needsPerson }) => Boolean(needsPerson))).toEqual([false, false]);
  });

  it('a sender who said STOP gets no message about it, but the thread shows the message', async () => {
    await using watch = await TestWatch.open(url(), { ids: failing(3) });
    await watch.text(phone, 'stop');
    await watch.drain();
    await watch.text(phone, BOOKING);
    const before = watch.sender.attempts.length;
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(before);
    const answer = await db()('outbox').orderBy('outboxId', 'desc').first();
    expect(answer).toMatchObject({ messageType: 'answer', status: 'cancelled', error: 'opted out' });
  });

  it('coordinators who can be reached are told, and the sender learns that', async () => {
    const coordinator = await buildVolunteer(db(), { role: 'coordinator' });
    await using watch = await TestWatch.open(url(), { ids: failing(3) });
    await watch.text(phone, BOOKING);
    await watch.drain();
    expect(watch.sender.bodiesTo(phone)).toEqual([expect.stringMatching(/Your text goes to the coordinators/)]);
    expect(watch.sender.bodiesTo(coordinator.phone ?? '')).toEqual([expect.stringContaining(BOOKING)]);
  });

  it('a text by WhatsApp opens the session window even if its handling fails', async () => {
    await using watch = await TestWatch.open(url(), { ids: failing(3) });
    await watch.text(`whatsapp:${phone}`, BOOKING);
    await watch.queue({ to: { identity: phone }, body: 'from us' });
    const queued = await db()('outbox').where({ payload: 'from us' }).pluck('recipient');
    expect(queued).toEqual([`whatsapp:${phone}`]);
  });

  it('a text that kills three processes is not tried a fourth time, and the next texts are handled', async () => {
    await using watch = await TestWatch.open(url());
    for (const body of ['book 1', BOOKING, 'my']) await watch.receive(phone, body);
    const clock = clockOfChild(watch.now);
    const dying = Array.from({ length: 3 }, () => runFile('test/support/die-handling.ts', [url()], tmpdir(), clock));
    expect(await Promise.all(dying.map(({ ended }) => ended))).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    expect(await db()('bookings')).toEqual([]);
    watch.later(MINUTE);
    await watch.services.conversations.catchUp({ all: true });
    await watch.drain();
    expect(watch.sender.bodiesTo(phone)).toEqual([
      expect.stringMatching(/^Open shifts:/),
      expect.stringMatching(/no coordinator gets our texts now/),
      expect.stringMatching(/^You have no shifts booked/),
    ]);
    const tries = await db()('inbox').orderBy('inboxId').pluck('attempts');
    expect(tries).toEqual([1, 4, 1]);
  });

  it('a text for which even giving up fails is kept for a person in the end', async () => {
    await using watch = await TestWatch.open(url());
    const { conversationId } = await watch.receive(phone, BOOKING);
    await db()('inbox').update({ attempts: 6 });
    await watch.services.conversations.advance(conversationId);
    const row = await inboxRow();
    expect(row.handledAt).not.toBeNull();
    expect(Boolean(row.needsPerson)).toBe(true);
  });
});
