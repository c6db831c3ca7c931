import { beforeEach, describe, expect, it } from 'vitest';
import { changeMember } from '#src/actions/members/change-member.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { sendSignInCode } from '#src/actions/members/sign-in.ts';
import { broadcast } from '#src/actions/messages/broadcast.ts';
import { writeToPerson } from '#src/actions/messages/write-to-person.ts';
import { DAY, HOUR, MINUTE } from '#src/platform/duration.ts';
import { findUserByPhone, getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { openCalendarFeed } from '#src/volunteers/sign-in/calendar-feed.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { dumpTables } from '#test/support/dump-tables.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const FIRST_NUMBER = '+27829998877';
const NUMBER = '+27821239876';
const SIPHO = '+27832001001';
/** He is on the roster with her; a first name alone may mean anybody. */
const STAYS = 'please phone thandiwe on Somebody';
/** In any spelling, once what people put between digits is gone. */
const DIGITS = /829998877|821239876/;
const HOME = 'Rosebank House';
const NAME = /thandiwe|mkhabela|dlamini|rosebank/i;

onBothDatabases((database, _, url) => {
  const db = () => database();
  let ann: User;
  let sipho: User;
  beforeEach(async () => {
    for (const table of ['broadcasts', 'calendar_feeds', 'repeats', 'wrong_codes', 'rate_limits'])
      await db()(table).delete();
    await emptyWatch(db());
    await buildSchedule(db());
    ann = await buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator' });
    await buildVolunteer(db(), { name: 'Carl Smit', role: 'coordinator' });
    sipho = await buildVolunteer(db(), { name: 'Sipho Mokoena', phone: SIPHO });
  });

  const open = () => TestWatch.open(url(), { env: { SMS_PER_SECOND: '1000' }, ids: { oneTimeCode: () => '482913' } });
  const run = async (watch: TestWatch) => {
    await watch.services.timers.runDue();
    return watch.services.retention.run(new AbortController().signal);
  };
  const steer = (cause: string, actor = ann) => ({ cause, channel: 'api', actor }) as const;
  const forget = (watch: TestWatch, userId: number, actor = ann, cause = 'test:forget') =>
    watch.services.transact((trx) => forgetPerson(trx, watch.services.settings, { ...steer(cause, actor), userId }));

  /** Lines of the dump that hold a name or number of hers. Words that others typed may keep a name, and cases a number too. */
  async function traces({ typed = [] as string[] } = {}): Promise<string[]> {
    const lines = (await dumpTables(db())).map((line) =>
      typed.reduce((rest, words) => rest.replaceAll(words, ''), line),
    );
    return lines.filter((line) => NAME.test(line) || DIGITS.test(line.replace(/[\s().-]/g, '')));
  }

  /** Somebody who did all that one can do here, and of whom others spoke in every way. */
  async function liveALife(watch: TestWatch): Promise<User> {
    const { transact, settings: facts } = watch.services;
    const say = async (from: string, ...words: string[]) => {
      for (const body of words) await watch.text(from, body);
      await watch.drain();
    };
    await say(SIPHO, 'book sun 00:00 with Thandiwe 082 999 8877');
    await say(FIRST_NUMBER, 'hello', 'Thandi Dlamini', '482913', 'name Thandiwe Mkhabela', 'stop', 'start');
    const { userId } = await transact(async (trx) => {
      const user = await findUserByPhone(trx, FIRST_NUMBER);
      if (!user) throw new Error('she did not join');
      await changeMember(trx, facts, { ...steer('test:phone'), userId: user.userId, change: { phone: NUMBER } });
      return user;
    });
    await say(NUMBER, 'book sat 00:00 with sipho 083 200 1001', 'my', 'something that nobody can read', 'again');
    await say(`whatsapp:${NUMBER}`, 'report 2 this is Thandiwe, my number is 082-123-9876', 'two men');
    const photo = { kind: 'photo', url: 'https://api.twilio.com/x', contentType: 'image/jpeg' } as const;
    const known = { label: HOME, address: `12 Oak St, ${HOME}` };
    const place = { kind: 'place', latitude: -33.93412, longitude: 18.46377, ...known } as const;
    const attachments = [photo, place];
    const form = { MessageSid: 'SMphoto', From: `whatsapp:${NUMBER}`, WaId: NUMBER.slice(1), Body: '' };
    const inbound = { providerSid: 'SMphoto', from: form.From, to: '+27600000001', channel: 'whatsapp' } as const;
    const { conversationId } = await watch.services.inbox.receive({
      ...inbound,
      body: '',
      attachments,
      raw: JSON.stringify(form),
    });
    await watch.services.conversations.advance(conversationId);
    await say(ann.phone ?? '', 'ack 1 i know thandiwe', 'who sat', 'show 1');
    await transact(async (trx) => {
      const coordinator = ann;
      const letter = {
        cause: 'test:letter',
        channel: 'api',
        coordinator,
        identity: NUMBER,
        words: 'Well done',
      } as const;
      await writeToPerson(trx, facts, letter);
      const words = 'Thandiwe Mkhabela (+27 82 123 9876) leads tonight';
      await broadcast(trx, facts, { channel: 'api', coordinator, audience: { kind: 'all' }, words });
      await sendSignInCode(trx, facts, { cause: 'test:code', phone: NUMBER, askedFrom: '10.0.0.1', name: 'Thandiwe' });
      await openCalendarFeed(trx, facts, userId);
    });
    await say(NUMBER, 'thank you Ann, it is Thandiwe', 'sos');
    await say(SIPHO, 'please phone thandiwe on +27 82 123 9876', 'report 1 Thandiwe Mkhabela saw it, 0821239876');
    const answer = JSON.stringify({ name: 'Thandiwe Mkhabela', phone: NUMBER });
    await db()('repeats').insert({
      userId: ann.userId,
      repeatKey: '1',
      requestHash: 'x',
      answer,
      createdAt: watch.now,
    });
    await db()('wrong_codes').insert({ phone: NUMBER, askedFrom: '10.0.0.1', triedAt: watch.now });
    return watch.services.transact((trx) => getUser(trx, userId));
  }

  /** A member who booked, reported and was spoken of. */
  async function liveALittle(watch: TestWatch): Promise<User> {
    const user = await buildVolunteer(db(), { name: 'Thandiwe Mkhabela', phone: NUMBER, verifiedAt: watch.now });
    await watch.text(NUMBER, 'book sat 00:00 with sipho 083 200 1001');
    await watch.text(NUMBER, 'report 2 this is Thandiwe');
    await watch.text(SIPHO, 'please phone thandiwe on 082 123 9876');
    await watch.drain();
    return user;
  }

  it('neither a number nor a name of the person is left in any table; shifts and cases stay', async () => {
    await using watch = await open();
    const { userId } = await liveALife(watch);
    const before = await traces();
    const tables = new Set(before.map((line) => line.split(' ')[0]));
    // else the test would prove nothing
    for (const table of [
      'users',
      'addresses',
      'conversations',
      'inbox',
      'outbox',
      'audit_events',
      'bookings',
      'reports',
    ]) {
      expect(tables, table).toContain(table);
    }
    for (const table of ['one_time_codes', 'wrong_codes', 'repeats', 'broadcasts', 'buddy_numbers']) {
      expect(tables, table).toContain(table);
    }

    expect(await forget(watch, userId)).toMatchObject({ outcome: 'forgotten' });
    await watch.drain();
    expect(watch.sender.bodiesTo(NUMBER).at(-1)).toContain('erased your name and number');
    await run(watch);
    const noted = 'i know thandiwe';
    const announced = 'Thandiwe Mkhabela (Somebody) leads tonight';
    const reported = 'Thandiwe Mkhabela saw it, 0821239876';
    expect(await traces({ typed: [noted, announced, reported] })).toEqual([]);
    expect(watch.errors).toEqual([]);
    // shifts and cases stay, with their words
    expect(await db()('users').where({ userId }).first()).toMatchObject({
      name: 'Somebody',
      phone: null,
      status: 'left',
    });
    expect(await db()('bookings').where({ userId })).toHaveLength(1);
    const [first] = await db()('reports').where({ userId }).orderBy('reportId');
    expect(first).toMatchObject({ severity: 2, latitude: null, longitude: null });
    expect(first.message).toBe('this is Somebody, my number is Somebody');
    const additions = await db()('report_additions').where({ reportId: first.reportId }).orderBy('additionId');
    expect(additions.map(({ kind, body, latitude, mediaUrl }) => [kind, body, latitude, mediaUrl])).toEqual([
      ['words', 'two men', null, null],
      ['photo', null, null, null],
      ['place', null, null, null],
      ['words', 'thank you Ann, it is Somebody', null, null],
      ['words', 'sos', null, null],
    ]);
    expect(await db()('media').select('status')).toEqual([{ status: 'erased' }]);
    const [others] = await db()('reports').where({ userId: sipho.userId });
    expect(others.message).toBe(reported);
    expect(first.acknowledgedNote).toBe(noted);
    expect(await db()('broadcasts').pluck('body')).toEqual([announced]);
    // he put her down as buddy, and called her that
    const texts = await db()('inbox').whereNot({ body: '' }).orderBy('inboxId').pluck('body');
    expect(texts).toContain('book sun 00:00 with Somebody Somebody');
    expect(texts).toContain('please phone Somebody on Somebody');
  });

  it('what still has to leave leaves as it is, and only then its words go', async () => {
    await using watch = await open();
    const { userId } = await liveALittle(watch);
    watch.sender.attempts.length = 0;
    await watch.text(NUMBER, 'sos again');
    await forget(watch, userId);
    await watch.drain();
    const alarms = watch.sender.bodies().filter((body) => body.includes('sos again'));
    expect(alarms.length).toBeGreaterThan(0);
    expect(watch.sender.bodies().join('\n')).toContain('Thandiwe Mkhabela 082 123 9876 erased');
    expect(watch.sender.bodiesTo(SIPHO).join('\n')).toContain("Thandiwe M can't come");
    await run(watch);
    expect(await traces({ typed: [STAYS] })).toEqual([]);
  });

  it('a second time changes nothing and tells nobody', async () => {
    await using watch = await open();
    const { userId } = await liveALittle(watch);
    await forget(watch, userId);
    await watch.drain();
    await run(watch);
    const before = await dumpTables(db());
    watch.sender.attempts.length = 0;
    expect(await forget(watch, userId, ann, 'test:again')).toMatchObject({ outcome: 'alreadyForgotten' });
    await watch.drain();
    expect(watch.sender.bodies()).toEqual([]);
    expect(await dumpTables(db())).toEqual(before);
  });

  it('STOP still holds, for what anybody would send to the number', async () => {
    await using watch = await open();
    const { userId } = await liveALittle(watch);
    await watch.text(NUMBER, 'stop');
    await forget(watch, userId);
    await watch.drain();
    await run(watch);
    expect(await traces({ typed: [STAYS] })).toEqual([]);
    watch.sender.attempts.length = 0;
    await watch.queue({ to: { identity: NUMBER } });
    await watch.drain();
    expect(watch.sender.bodies()).toEqual([]);
    await watch.text(`whatsapp:${NUMBER}`, 'hello');
    await watch.drain();
    expect(watch.sender.bodies()).toEqual([]);
    await watch.text(NUMBER, 'start');
    await watch.drain();
    expect(watch.sender.bodiesTo(NUMBER)).toHaveLength(1);
  });

  it('a refusal still holds until a coordinator lifts it', async () => {
    await using watch = await open();
    const off = await buildVolunteer(db(), { name: 'Jo Dube', phone: NUMBER, status: 'suspended', ref: 'X2' });
    await forget(watch, off.userId);
    for (const body of ['hello', 'Jo Dube', '482913']) await watch.text(NUMBER, body);
    const back = await watch.services.transact((trx) => findUserByPhone(trx, NUMBER));
    expect(back).toMatchObject({ status: 'pending' });
    await watch.text(ann.phone ?? '', `admit ${back?.ref}`);
    expect(await db()('forgotten_numbers').whereNotNull('refusedAt')).toEqual([]);
  });

  it('who had the number before is forgotten, and who has it now is not', async () => {
    await using watch = await open();
    const { userId } = await liveALittle(watch);
    await watch.services.transact((trx) =>
      markAsLeft(trx, watch.services.settings, { ...steer('test:leave'), userId }),
    );
    watch.later(DAY);
    for (const body of ['hello', 'Lerato Molefe', '482913', 'my']) await watch.text(NUMBER, body);
    await watch.drain();
    watch.later(HOUR);
    await forget(watch, userId);
    await watch.drain();
    await run(watch);
    const left = await traces();
    expect(left.filter((line) => NAME.test(line.replaceAll('please phone thandiwe on', '')))).toEqual([]);
    await watch.text(NUMBER, 'name Lerato Maseko');
    await watch.drain();
    expect(watch.sender.bodiesTo(NUMBER).at(-1)).toBe('Your name is now Lerato Maseko.');
    const thread = await db()('inbox').whereNot({ body: '' }).orderBy('inboxId').select('body');
    expect(thread.map(({ body }) => body)).toEqual(expect.arrayContaining(['Lerato Molefe', 'my']));
  });

  it('the last coordinator stays', async () => {
    await using watch = await open();
    await db()('users').where({ name: 'Carl Smit' }).update({ role: 'volunteer' });
    expect(await forget(watch, ann.userId)).toMatchObject({ outcome: 'lastCoordinator' });
    expect(await db()('users').where({ userId: ann.userId }).first()).toMatchObject({ name: 'Ann Botha' });
  });

  describe('by text', () => {
    it('the last text goes out, and then nothing of the number is left', async () => {
      await using watch = await open();
      await liveALittle(watch);
      watch.later(20 * MINUTE);
      await watch.text(NUMBER, 'forget me');
      await watch.text(NUMBER, 'y47');
      await watch.drain();
      expect(watch.sender.bodiesTo(NUMBER).at(-1)).toContain('erased your name and number');
      await run(watch);
      expect(await traces({ typed: [STAYS] })).toEqual([]);
    });

    it('the same text again, by its id, is handled once', async () => {
      await using watch = await open();
      await liveALittle(watch);
      watch.later(20 * MINUTE);
      await watch.text(NUMBER, 'forget me');
      await watch.text(NUMBER, 'y47', 'SMyes');
      await watch.drain();
      const before = watch.sender.attempts.length;
      await watch.text(NUMBER, 'y47', 'SMyes');
      await watch.drain();
      expect(watch.sender.attempts).toHaveLength(before);
    });
  });
});
