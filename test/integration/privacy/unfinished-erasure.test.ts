import { beforeEach, expect, it } from 'vitest';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { connect } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { HOUR, MINUTE } from '#src/platform/duration.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createShelf } from '#test/support/backups.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases, scratchDatabase } from '#test/support/databases.ts';
import { dumpTables } from '#test/support/dump-tables.ts';
import { runFile } from '#test/support/run-file.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const NUMBER = '+27821239876';
const SIPHO = '+27832001001';
const ANN = '+27825550100';
const DIGITS = /821239876|82 123 9876/;
const NAME = /thandiwe|mkhabela/i;
const CODE = '482913';
/** The statements at which the process dies, one after the other. */
const DEATHS = ['update inbox', 'update outbox', 'delete from erasures'];

onDatabases(LARGE_TEST_KINDS, (database, kind, url) => {
  const db = () => database();
  beforeEach(async () => {
    for (const table of ['broadcasts', 'calendar_feeds', 'repeats', 'wrong_codes', 'rate_limits'])
      await db()(table).delete();
    await emptyWatch(db());
    await buildSchedule(db(), { capacity: 3 });
    await buildVolunteer(db(), { name: 'Ann Botha', phone: ANN, role: 'coordinator' });
    await buildVolunteer(db(), { name: 'Sipho Mokoena', phone: SIPHO });
  });

  const open = () => TestWatch.open(url(), { env: { SMS_PER_SECOND: '1000' }, ids: { oneTimeCode: () => CODE } });
  const erasures = () => db()('erasures').orderBy('erasureId');
  const forget = (watch: TestWatch, userId: number) =>
    watch.services.transact((trx) =>
      forgetPerson(trx, watch.services.settings, { cause: 'test:forget', channel: 'api', actor: OPERATOR, userId }),
    );
  async function traces(): Promise<string[]> {
    return (await dumpTables(db())).filter((line) => DIGITS.test(line) || NAME.test(line));
  }

  /** A member with texts, a photo, a case and a buddy who speaks of her. */
  async function live(watch: TestWatch): Promise<User> {
    const user = await buildVolunteer(db(), { name: 'Thandiwe Mkhabela', phone: NUMBER, verifiedAt: watch.now });
    for (const words of [
      ...['name Thandiwe Dube', 'name Thandiwe Mkhabela'],
      ...['book sat 00:00 with sipho 083 200 1001', 'report 1 this is Thandiwe'],
    ])
      await watch.text(NUMBER, words);
    await watch.text(SIPHO, 'book sun 00:00 with Thandiwe 082 123 9876');
    await watch.text(SIPHO, 'phone Thandiwe Mkhabela on 082 123 9876');
    await watch.text(ANN, 'who sat');
    await watch.drain();
    const text = await db()('inbox').where('body', 'like', 'report%').first();
    const at = watch.now;
    const photo = {
      inboxId: text.inboxId,
      position: 0,
      kind: 'photo',
      url: 'https://api.twilio.com/x',
      status: 'kept',
    };
    const [media] = await db()('media')
      .insert({ ...photo, dueAt: at, createdAt: at })
      .returning('mediaId');
    await db()('media_contents').insert({ ...media, content: Buffer.from('a picture') });
    watch.later(20 * MINUTE);
    return user;
  }

  /** What the service does within the hour. */
  async function goOn(watch: TestWatch): Promise<void> {
    watch.later(HOUR);
    await watch.drain();
    await watch.services.timers.runDue();
    await watch.services.retention.run(new AbortController().signal);
    expect(watch.errors).toEqual([]);
    expect(await erasures()).toEqual([]);
  }

  it('at once rights, name and number are gone, and nothing but the last text is sent to the person', async () => {
    await using watch = await open();
    const { userId } = await live(watch);
    await watch.text(NUMBER, 'forget me');
    // an answer before the question would not count, because she is asked to come as buddy too
    await watch.drain();
    await watch.queue({ to: { identity: NUMBER }, body: 'a reminder', userId });
    watch.sender.attempts.length = 0;
    await watch.text(NUMBER, 'y47');
    expect(await db()('users').where({ userId }).first()).toMatchObject({
      name: 'Somebody',
      phone: null,
      status: 'left',
    });
    for (const table of ['addresses', 'conversations']) {
      expect(await db()(table).where({ identity: NUMBER }), table).toEqual([]);
    }
    expect(await db()('reports').where({ reporterIdentity: NUMBER })).toEqual([]);
    expect(await db()('bookings').where({ buddyPhone: NUMBER })).toEqual([]);
    await watch.drain();
    expect(watch.sender.bodiesTo(NUMBER)).toEqual([
      expect.stringContaining('erased your name and number. Texts and photos go within the hour.'),
    ]);
    expect(await erasures()).toHaveLength(1);
    await goOn(watch);
    expect(await traces()).toEqual([]);
  });

  it('a process that is killed in any step loses nothing: the next one goes on', { timeout: 120_000 }, async () => {
    await using watch = await open();
    // the processes that die have the clock of the machine
    watch.now = new Date(watch.now.getTime() - 24 * HOUR);
    const { userId } = await live(watch);
    await forget(watch, userId);
    await watch.drain();
    for (const [index, statement] of DEATHS.entries()) {
      // the lease of the process that died before is over
      const minutesAhead = String(3 * index);
      const { ended } = runFile('test/support/die-erasing.ts', [url(), statement, minutesAhead], process.cwd(), {});
      expect(await ended, statement).toBe('SIGKILL');
      expect(await erasures(), statement).toHaveLength(1);
    }
    watch.now = systemClock.now();
    await goOn(watch);
    expect(await traces()).toEqual([]);
  });

  it('two processes that finish the same erasures at the same time do it once', async () => {
    await using watch = await open();
    await using other = await open();
    const { userId } = await live(watch);
    const stranger = '+27839990001';
    await watch.text(stranger, 'hello');
    await watch.text(stranger, 'forget me');
    await watch.text(stranger, 'y47');
    await forget(watch, userId);
    await watch.drain();
    watch.later(HOUR);
    other.now = watch.now;
    await Promise.all([watch, other].map(({ services }) => services.timers.runDue()));
    expect(other.errors).toEqual([]);
    await goOn(watch);
    expect(await traces()).toEqual([]);
    const texts = await db()('inbox').whereNot({ body: '' }).orderBy('inboxId').pluck('body');
    expect(texts).toContain('phone Somebody on Somebody');
  });

  it('somebody who joins again at once with the same number keeps everything that is new', async () => {
    await using watch = await open();
    await live(watch);
    await watch.text(NUMBER, 'forget me');
    await watch.drain();
    await watch.text(NUMBER, 'y47');
    for (const words of ['JOIN', 'Thandiwe Mkhabela', CODE, 'book sat 00:00 none', 'report 1 a red car'])
      await watch.text(NUMBER, words);
    await watch.text(SIPHO, 'Thandiwe Mkhabela is back: 082 123 9876');
    const back = await watch.services.transact((trx) => findUserByPhone(trx, NUMBER));
    const sent = () => db()('outbox').where({ userId: back?.userId }).pluck('payload');
    await watch.drain();
    const before = await sent();
    await goOn(watch);
    expect(await watch.services.transact((trx) => findUserByPhone(trx, NUMBER))).toMatchObject({
      userId: back?.userId,
      name: 'Thandiwe Mkhabela',
      status: 'active',
    });
    const texts = await db()('inbox').whereNot({ body: '' }).orderBy('inboxId').pluck('body');
    expect(texts).toEqual(expect.arrayContaining(['book sat 00:00 none', 'report 1 a red car']));
    expect(texts).toContain('Thandiwe Mkhabela is back: 082 123 9876');
    expect(texts).toContain('phone Somebody on Somebody');
    expect(texts).not.toContain('report 1 this is Thandiwe');
    expect(await sent()).toEqual(before);
    expect(await db()('bookings').where({ userId: back?.userId }).whereNull('droppedAt')).toHaveLength(1);
    expect(await db()('reports').where({ userId: back?.userId }).first()).toMatchObject({ reporterIdentity: NUMBER });
  });

  it('a call for help that waited when the erasure began is heard, and the erasure waits for it', async () => {
    await using watch = await open();
    const { userId } = await live(watch);
    await watch.receive(NUMBER, 'sos');
    await forget(watch, userId);
    await watch.services.timers.runDue();
    expect(await erasures()).toHaveLength(1);
    await watch.services.conversations.catchUp({ all: true });
    await watch.drain();
    expect(watch.sender.bodiesTo(ANN).join('\n')).toMatch(/"sos"/i);
    await goOn(watch);
    expect(await traces()).toEqual([]);
  });

  it('a backup from the middle of an erasure is finished after its restore', async () => {
    const shelf = createShelf();
    const target = await scratchDatabase(kind, { isEmpty: true });
    try {
      await using watch = await open();
      const { userId } = await live(watch);
      await forget(watch, userId);
      await shelf.backUp(url());
      await shelf.restore(target.url);
      await using restored = await TestWatch.open(target.url);
      restored.now = new Date(watch.now.getTime() + HOUR);
      // as a process does at its start
      await restored.services.timers.plan();
      await restored.services.timers.runDue();
      const copy = connect(target.url);
      const lines = await dumpTables(copy);
      await copy.destroy();
      // what still has to be sent waits for `npm run resume`
      const held = lines.filter((line) => !/^outbox .*"status":"held"/.test(line));
      expect(held.filter((line) => DIGITS.test(line) || NAME.test(line))).toEqual([]);
    } finally {
      shelf[Symbol.dispose]();
      await target.remove();
    }
  });
});
