import { beforeEach, describe, expect, it } from 'vitest';
import { listValues } from '#src/db/queries/list-values.ts';
import type { MediaRemover } from '#src/messaging/media/media-remover.ts';
import { before, DAY, HOUR, MINUTE } from '#src/platform/duration.ts';
import { getBuiltAsk } from '#test/support/asks.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { dumpTables } from '#test/support/dump-tables.ts';
import { emptyWatch, TestWatch, type WatchParts } from '#test/support/test-watch.ts';

const NOW = at('2026-11-27T12:00');
const STRANGER = '+27831112222';
const URL = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME';

onBothDatabases((database, _, url) => {
  const db = () => database();
  beforeEach(() => emptyWatch(db()));

  const open = (parts: WatchParts = {}) => TestWatch.open(url(), parts);
  const run = async (watch: TestWatch) => (await watch.services.retention.run(new AbortController().signal)).removed;
  const daysAgo = (days: number) => before(NOW, days * DAY + MINUTE);

  /** Somebody texts, at that time, and gets an answer. */
  async function chat(watch: TestWatch, days: number, words: string, from = STRANGER) {
    const now = watch.now;
    watch.now = daysAgo(days);
    await watch.text(from, words);
    await watch.drain();
    watch.now = now;
  }

  it('does nothing where nothing is old, and says so', async () => {
    await using watch = await open();
    await chat(watch, 0, 'hello');
    expect(await run(watch)).toEqual({});
    expect(watch.errors).toEqual([]);
  });

  it('raw forms go after 30 days, words after 180; that there was a text, and when, stays', async () => {
    await using watch = await open();
    const { phone } = await buildVolunteer(db(), { verifiedAt: NOW });
    for (const days of [181, 179, 31, 29]) await chat(watch, days, `shifts ${days}`, phone ?? '');
    expect(await run(watch)).toEqual({ raw_forms: 3, received_words: 1, sent_words: 1, traces: 4 });
    const texts = await db()('inbox').orderBy('receivedAt').select('body', 'raw', 'receivedAt', 'erasedAt');
    expect(texts.map(({ body, raw }) => [body, raw === '{}'])).toEqual([
      ['', true],
      ['shifts 179', true],
      ['shifts 31', true],
      ['shifts 29', false],
    ]);
    expect(new Date(texts[0].receivedAt)).toEqual(daysAgo(181));
    expect(texts.map(({ erasedAt }) => erasedAt !== null)).toEqual([true, false, false, false]);
    expect(await run(watch)).toEqual({});
  });

  it('a text that nobody has handled yet keeps all that it needs for it', async () => {
    await using watch = await open();
    watch.now = daysAgo(200);
    await watch.receive(STRANGER, 'hello');
    watch.now = NOW;
    expect(await run(watch)).toEqual({});
  });

  describe('who texted and never proved a number', () => {
    it('is gone after 7 days, and a member is not', async () => {
      await using watch = await open();
      const { phone } = await buildVolunteer(db(), { name: 'Ann Botha', verifiedAt: NOW });
      await chat(watch, 8, 'hello');
      await chat(watch, 8, 'Thandi Nkosi');
      await chat(watch, 8, 'shifts', phone ?? '');
      expect(await run(watch)).toEqual({ unfinished_joins: 1 });
      const kept = (await dumpTables(db())).join('\n');
      expect(kept).not.toMatch(/31112222|Thandi|Nkosi/);
      expect(kept).toContain(phone);
      expect(await run(watch)).toEqual({});
    });

    it('is kept while they are at it, and begins anew when they come back', async () => {
      await using watch = await open();
      await chat(watch, 6, 'hello');
      expect(await run(watch)).toEqual({});
      watch.later(2 * DAY);
      expect(await run(watch)).toEqual({ unfinished_joins: 1 });
      await watch.text(STRANGER, 'hello again');
      await watch.drain();
      expect(watch.sender.bodiesTo(STRANGER).at(-1)).toContain('Welcome');
      watch.later(8 * DAY);
      expect(await run(watch)).toEqual({ unfinished_joins: 1 });
      expect((await dumpTables(db())).join('\n')).not.toContain('31112222');
    });

    it('gets nothing from us still, if they had said STOP, until they say START', async () => {
      await using watch = await open();
      await chat(watch, 8, 'stop');
      expect(await run(watch)).toMatchObject({ unfinished_joins: 1 });
      expect((await dumpTables(db())).join('\n')).not.toContain('31112222');
      await watch.text(STRANGER, 'hello');
      await watch.drain();
      expect(watch.sender.bodiesTo(STRANGER)).toEqual([]);
      await watch.queue({ to: { identity: STRANGER } });
      await watch.drain();
      expect(watch.sender.bodiesTo(STRANGER)).toEqual([]);
      await watch.text(STRANGER, 'start');
      await watch.drain();
      expect(watch.sender.bodiesTo(STRANGER)).toHaveLength(1);
    });

    it('keeps the case of a cry, and its number until the words of texts go', async () => {
      await using watch = await open();
      await chat(watch, 100, 'sos they have a gun');
      await run(watch);
      const [filed] = await db()('reports');
      expect(filed).toMatchObject({ message: 'sos they have a gun', reporterIdentity: STRANGER });
      watch.later(100 * DAY);
      expect(await run(watch)).toMatchObject({ numbers_of_strangers_in_cases: 1 });
      const [later] = await db()('reports');
      expect(later.message).toBe('sos they have a gun');
      expect(later.reporterIdentity).toMatch(/^forgotten:[0-9a-f]{64}$/);
    });

    it('also if they only asked the API for a code', async () => {
      await using watch = await open();
      watch.now = daysAgo(8);
      await watch.queue({ to: { identity: STRANGER }, body: 'a code', key: `code for ${STRANGER}` });
      await watch.drain();
      watch.now = NOW;
      expect(await run(watch)).toEqual({ unfinished_joins: 1 });
      expect((await dumpTables(db())).join('\n')).not.toContain('31112222');
    });
  });

  describe('photos and places', () => {
    const AGES = [31, 366, 1096];

    async function fileCase(severity: number, days: number) {
      const createdAt = daysAgo(days);
      const { phone, userId } = await buildVolunteer(db(), { verifiedAt: NOW });
      const [conversation] = await db()('conversations')
        .insert({ identity: phone, touchedAt: createdAt, createdAt })
        .returning('conversationId');
      const [address] = await db()('addresses')
        .insert({ address: phone, identity: phone, channel: 'sms', createdAt })
        .returning('addressId');
      const received = { body: 'look', raw: '{}', receivedAt: createdAt, handledAt: createdAt };
      const [text] = await db()('inbox')
        .insert({ ...conversation, ...address, ...received, providerSid: `SM${severity}/${days}` })
        .returning('inboxId');
      const file = {
        ...text,
        kind: 'photo',
        url: `${URL}${severity}${days}`,
        status: 'kept',
        dueAt: createdAt,
        createdAt,
      };
      const [media] = await db()('media')
        .insert({ ...file, position: 0 })
        .returning('mediaId');
      await db()('media_contents').insert({ ...media, content: Buffer.from('a picture') });
      if (severity < 0) return media.mediaId;
      const place = { latitude: -33.9, longitude: 18.4 };
      const report = { userId, reporterIdentity: phone, severity, message: 'two men', ...place, createdAt };
      const [filed] = await db()('reports')
        .insert({ ...report, caseNumber: 1000 * severity + days })
        .returning('reportId');
      await db()('report_additions').insert({ ...filed, kind: 'photo', mediaUrl: file.url, ...media, createdAt });
      return media.mediaId;
    }

    it('take the name and address of a place with them, and no other words', async () => {
      await using watch = await open();
      await fileCase(0, 31);
      const { reportId } = await db()('reports').first('reportId');
      const addition = { reportId, createdAt: daysAgo(31) };
      const place = { latitude: -33.9, longitude: 18.4, body: 'Engen Garage, 12 Oak Rd' };
      await db()('report_additions').insert([
        { ...addition, kind: 'place', ...place },
        { ...addition, kind: 'words', body: 'two men' },
      ]);
      await run(watch);
      const left = await db()('report_additions').orderBy('additionId').select('kind', 'body', 'latitude');
      expect(left).toEqual([
        { kind: 'photo', body: null, latitude: null },
        { kind: 'place', body: null, latitude: null },
        { kind: 'words', body: 'two men', latitude: null },
      ]);
    });

    it('go by how grave the case is: 30 days, a year, three years; words stay', async () => {
      await using watch = await open();
      const ids: Record<string, number> = {};
      for (const severity of [-1, 0, 1, 2]) {
        for (const days of [29, ...AGES]) ids[`${severity}: ${days}`] = await fileCase(severity, days);
      }
      const removed = await run(watch);
      const quiet = { media_of_no_case: 3, media_quiet: 3, places_quiet: 3 };
      const graver = { media_suspicious: 2, places_suspicious: 2, media_incident: 1, places_incident: 1 };
      expect(removed).toMatchObject({ ...quiet, ...graver, media_at_provider: 9 });
      const held = await listValues(db()('media_contents').orderBy('mediaId'), 'mediaId');
      const kept = ['-1: 29', '0: 29', '1: 29', '1: 31', '2: 29', '2: 31', '2: 366'].map((name) => ids[name]);
      expect(held).toEqual(kept);
      expect(await listValues(db()('media').where({ status: 'kept' }).orderBy('mediaId'), 'mediaId')).toEqual(kept);
      expect(await db()('reports').whereNotNull('latitude')).toHaveLength(6);
      expect(await db()('reports').distinct('message').pluck('message')).toEqual(['two men']);
      expect(await db()('report_additions').whereNotNull('mediaUrl')).toHaveLength(6);
      expect(await run(watch)).toEqual({});
    });

    it('are asked back from the provider until it has none', async () => {
      const asked: string[] = [];
      let outcome: 'gone' | 'later' = 'later';
      const mediaRemover: MediaRemover = {
        remove: async (address) => {
          asked.push(address);
          return outcome;
        },
      };
      await using watch = await open({ mediaRemover });
      await fileCase(-1, 31);
      expect(await run(watch)).toMatchObject({ media_of_no_case: 1 });
      expect(await run(watch)).toEqual({});
      watch.later(HOUR);
      outcome = 'gone';
      expect(await run(watch)).toEqual({ media_at_provider: 1 });
      watch.later(30 * DAY);
      await run(watch);
      expect(asked).toEqual([`${URL}-131`, `${URL}-131`]);
      expect(await db()('media').pluck('url')).toEqual([null]);
    });
  });

  it('buddies who are no members are nobody a month after the shift, members stay', async () => {
    await using watch = await open();
    const { userId } = await buildVolunteer(db(), { verifiedAt: NOW });
    const member = await buildVolunteer(db(), { name: 'Sipho Mokoena', verifiedAt: NOW });
    const { scheduleId } = await buildSchedule(db());
    const shift = (days: number) => ({ shiftStart: daysAgo(days), shiftEnd: daysAgo(days), createdAt: daysAgo(days) });
    const booking = { userId, scheduleId, slot: 1 };
    const joseph = { buddyName: 'Joseph', buddyPhone: STRANGER };
    await db()('bookings').insert({ ...booking, ...shift(31), ...joseph });
    await db()('bookings').insert({ ...booking, ...shift(29), ...joseph });
    await db()('bookings').insert({ ...booking, ...shift(32) });
    const linked = { buddyUserId: member.userId, buddyName: member.name, buddyPhone: member.phone };
    await db()('bookings').insert({ ...booking, ...shift(33), ...linked });
    expect(await run(watch)).toEqual({ buddies: 1 });
    const buddies = await db()('bookings').orderBy('bookingId').select('buddyName', 'buddyPhone');
    expect(buddies).toEqual([
      { buddyName: 'Somebody', buddyPhone: null },
      joseph,
      { buddyName: null, buddyPhone: null },
      { buddyName: member.name, buddyPhone: member.phone },
    ]);
    expect(await run(watch)).toEqual({});
  });

  it('codes, live events, repeats, named numbers, ended asks and timers, and what was never sent go after a week', async () => {
    await using watch = await open();
    const { userId, phone } = await buildVolunteer(db(), { verifiedAt: NOW });
    for (const createdAt of [daysAgo(6), daysAgo(8)]) {
      const code = { phone, purpose: 'api', hmac: 'x', endedAt: createdAt, endReason: 'used', expiresAt: createdAt };
      await db()('one_time_codes').insert({ ...code, name: 'Thandi', askedFrom: '10.0.0.1', createdAt });
      await db()('live_events').insert({ type: 'booking', body: '{}', createdAt });
      await db()('repeats').insert({ userId, repeatKey: `${createdAt.getTime()}`, requestHash: 'x', createdAt });
      const namedOn = createdAt.toISOString().slice(0, 10);
      await db()('buddy_numbers').insert({ userId, namedOn, phone: STRANGER });
      watch.now = createdAt;
      for (const isEnded of [true, false]) {
        const subject = `booking:${createdAt.getTime()}${isEnded}`;
        const about = { identity: phone ?? '', userId, subject, ref: subject.slice(-15) };
        const { askId } = await getBuiltAsk(db(), { clock: watch.services.clock }, about);
        if (!isEnded) continue;
        await db()('asks').where({ askId }).update({ status: 'withdrawn', endedAt: createdAt });
        await watch.queue({ to: { identity: phone ?? '' }, expiresAt: createdAt, askId });
      }
      const timer = { kind: 'note', subject: 'note:1', priority: 3, dueAt: createdAt, createdAt };
      const key = `note:${createdAt.getTime()}`;
      await db()('timers').insert({ ...timer, key, status: 'done', endedAt: createdAt });
      await db()('timers').insert({ ...timer, key: `${key}:held`, status: 'held' });
      await watch.drain();
    }
    watch.now = NOW;
    expect(await run(watch)).toEqual({ codes: 1, traces: 5, unsent_words: 1 });
    // two that are open or held, and one that ended a day too late
    for (const table of ['asks', 'timers']) expect(await db()(table)).toHaveLength(3);
    expect(await db()('outbox').orderBy('outboxId').select('askId')).toEqual([
      { askId: expect.any(Number) },
      { askId: null },
    ]);
    for (const table of ['live_events', 'repeats', 'buddy_numbers']) expect(await db()(table)).toHaveLength(1);
    expect(await db()('one_time_codes').orderBy('codeId').pluck('phone')).toEqual([phone, '']);
    expect(await run(watch)).toEqual({});
  });

  it('works in small batches, and stops between two at the signal', async () => {
    await using watch = await open();
    const { phone } = await buildVolunteer(db(), { verifiedAt: NOW });
    await chat(watch, 31, 'shifts', phone ?? '');
    const [text] = await db()('inbox');
    const { inboxId: _id, ...values } = text;
    const copies = Array.from({ length: 420 }, (_, index) => ({ ...values, providerSid: `SMcopy${index}` }));
    await db().batchInsert('inbox', copies, 50);
    const stopped = new AbortController();
    stopped.abort();
    expect(await watch.services.retention.run(stopped.signal)).toMatchObject({ removed: {}, isDone: false });
    expect(await run(watch)).toEqual({ raw_forms: 421 });
  });

  it('members who left are forgotten after a year: the shifts stay, the person does not', async () => {
    await using watch = await open();
    const given = { name: 'Thandiwe Mkhabela', phone: '+27831234567', verifiedAt: daysAgo(400) };
    const thandiwe = await buildVolunteer(db(), { ...given, status: 'left', leftAt: daysAgo(366) });
    const later = await buildVolunteer(db(), { name: 'Joseph Dube', status: 'left', leftAt: daysAgo(364) });
    const { scheduleId } = await buildSchedule(db());
    const shift = { shiftStart: daysAgo(380), shiftEnd: daysAgo(380), createdAt: daysAgo(380) };
    await db()('bookings').insert({ userId: thandiwe.userId, scheduleId, slot: 1, ref: 'K7', ...shift });
    expect(await run(watch)).toEqual({ members_who_left: 1 });
    await watch.services.timers.runDue();
    const kept = (await dumpTables(db())).join('\n');
    expect(kept).not.toMatch(/Thandiwe|Mkhabela|831234567/);
    expect(kept).toContain(later.phone);
    expect(await db()('bookings').first()).toMatchObject({ userId: thandiwe.userId, ref: 'K7' });
    expect(await run(watch)).toEqual({});
  });

  it('members whose number was not seen for a year must prove it again, but for who is booked and for the last coordinator', async () => {
    await using watch = await open();
    const old = { createdAt: daysAgo(400), verifiedAt: daysAgo(400) };
    const silent = await buildVolunteer(db(), old);
    const texting = await buildVolunteer(db(), old);
    const signingIn = await buildVolunteer(db(), { ...old, seenAt: daysAgo(300) });
    const booked = await buildVolunteer(db(), old);
    const ann = await buildVolunteer(db(), { ...old, role: 'coordinator' });
    await db()('addresses').insert({
      address: texting.phone,
      identity: texting.phone,
      channel: 'sms',
      lastInboundAt: daysAgo(364),
      createdAt: daysAgo(400),
    });
    const { scheduleId } = await buildSchedule(db());
    const ahead = { shiftStart: at('2026-11-28T00:00'), shiftEnd: at('2026-11-28T02:00'), createdAt: daysAgo(1) };
    await db()('bookings').insert({ userId: booked.userId, scheduleId, slot: 1, ...ahead });
    expect(await run(watch)).toEqual({ unseen_numbers: 1 });
    const withStatus = (status: string) => listValues(db()('users').where({ status }).orderBy('userId'), 'userId');
    expect(await withStatus('unproved')).toEqual([silent.userId]);
    expect(await withStatus('active')).toEqual([texting, signingIn, booked, ann].map(({ userId }) => userId));
    expect(await run(watch)).toEqual({});
  });
});
