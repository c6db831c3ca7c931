import { beforeEach, expect, it } from 'vitest';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

onBothDatabases((db, kind, url) => {
  let phone = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    phone = (await buildVolunteer(db())).phone ?? '';
  });

  /** Each text depends on the dialogue that the text before it left. */
  const DIALOGUE = ['shifts', '1', 'nomsa', 'my'];
  const answers = async () => (await listOutbox(db())).map(({ payload }) => payload);
  const expectDialogue = async () => {
    expect(await answers()).toEqual([
      expect.stringMatching(/^Open shifts:\n1. Sat 28 Nov 00:00/),
      expect.stringMatching(/^Sat 28 Nov 00:00-02:00 .*Who is coming with you/),
      expect.stringMatching(/^Booked: Sat 28 Nov 00:00-02:00 .* with Nomsa/),
      expect.stringMatching(/^Your shifts:/),
    ]);
  };

  it('waiting texts are handled in the order in which they arrived', async () => {
    await using watch = await TestWatch.open(url());
    for (const body of DIALOGUE) await watch.receive(phone, body);
    await watch.services.conversations.catchUp({ all: true });
    await expectDialogue();
  });

  it('the text that waits longest is handled first: a report that a power cut undid gets its number again', async () => {
    const later = phone;
    const first = (await buildVolunteer(db())).phone ?? '';
    await using watch = await TestWatch.open(url());
    // the sender of the later text has the older conversation
    await watch.text(later, 'shifts');
    await watch.receive(first, 'report 1 a gate stands open');
    await watch.receive(later, 'report 1 a car without lights');
    await watch.services.conversations.catchUp({ all: true });
    const cases = await db()('reports').orderBy('caseNumber').pluck('message');
    expect(cases).toEqual(['a gate stands open', 'a car without lights']);
  });

  it('each text is handled once when two processes catch up with the same conversation', async () => {
    const watches = [await TestWatch.open(url()), await TestWatch.open(url())];
    const [one] = watches;
    for (const body of DIALOGUE) await one?.receive(phone, body);
    await Promise.all([...watches, ...watches].map(({ services }) => services.conversations.catchUp({ all: true })));
    await expectDialogue();
    for (const watch of watches) {
      expect(watch.errors).toEqual([]);
      await watch[Symbol.asyncDispose]();
    }
  });

  it.skipIf(kind === 'SQLite')('six processes that start together count one attempt for each text', async () => {
    const watches = await Promise.all(Array.from({ length: 6 }, () => TestWatch.open(url())));
    for (const body of DIALOGUE) await watches[0]?.receive(phone, body);
    await Promise.all(watches.map(({ services }) => services.conversations.catchUp({ all: true })));
    await expectDialogue();
    expect(await db()('inbox').pluck('attempts')).toEqual([1, 1, 1, 1]);
    for (const watch of watches) await watch[Symbol.asyncDispose]();
  });

  it('texts received at once are answered in the order of the inbox', async () => {
    await using watch = await TestWatch.open(url());
    const places = Array.from(
      { length: 12 },
      (_, index) => `book sat ${index % 2 ? '00:00' : '02:00'} with nr${index}`,
    );
    await Promise.all(places.map((body) => watch.text(phone, body)));
    const rows = await db()('inbox').orderBy('inboxId').select('inboxId', 'attempts');
    const keys = (await listOutbox(db())).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual(rows.map(({ inboxId }) => `inbox:${inboxId}:answer:0`));
    expect(rows.map(({ attempts }) => attempts)).toEqual(rows.map(() => 1));
  });

  it('a report is filed once when two processes handle all waiting texts', async () => {
    await using one = await TestWatch.open(url());
    await using other = await TestWatch.open(url());
    const reporters = await Promise.all(Array.from({ length: 10 }, () => buildVolunteer(db())));
    for (const reporter of reporters) await one.receive(reporter.phone ?? '', 'report 1 a car without lights');
    await Promise.all([one, other].map(({ services }) => services.conversations.catchUp({ all: true })));
    expect(await db()('reports')).toHaveLength(reporters.length);
    expect([...one.errors, ...other.errors]).toEqual([]);
  });

  /** Waits until this many connections wait for a lock. */
  const seeWaiting = async (count: number) => {
    const waiting = `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await db().raw(waiting)).rows[0].count).toBe(String(count));
  };

  it.skipIf(kind === 'SQLite').each([
    ['used before', ['first by SMS', 'first by WhatsApp']],
    ['new', ['first by SMS']],
  ])(
    'no text becomes visible before an older one of the same person, whose other channel is %s',
    async (_is, first) => {
      await using watch = await TestWatch.open(url());
      const [sms, whatsApp] = [phone, `whatsapp:${phone}`];
      for (const body of first) await watch.receive(body.endsWith('SMS') ? sms : whatsApp, body);
      const blocker = await db().transaction();
      // the older text has its id before it waits for this lock
      await blocker('addresses').where({ address: sms }).forUpdate();
      const older = watch.receive(sms, 'older');
      await seeWaiting(1);
      const newer = watch.receive(whatsApp, 'newer');
      await seeWaiting(2);
      expect(await db()('inbox').orderBy('inboxId').pluck('body')).toEqual(first);
      await blocker.rollback();
      await Promise.all([older, newer]);
      expect(await db()('inbox').orderBy('inboxId').pluck('body')).toEqual([...first, 'older', 'newer']);
    },
  );

  it.skipIf(kind === 'SQLite')(
    'a process that looks for texts while one is being handled counts no attempt at it',
    async () => {
      await using one = await TestWatch.open(url());
      await using other = await TestWatch.open(url());
      const blocker = await db().transaction();
      await blocker('users').where({ phone }).forUpdate();
      const turn = one.text(phone, 'book sat 00:00 with nomsa');
      await seeWaiting(1);
      const looking = other.services.conversations.catchUp({ all: true });
      await seeWaiting(2);
      await blocker.rollback();
      await Promise.all([turn, looking]);
      expect(await answers()).toEqual([expect.stringMatching(/^Booked: /)]);
      expect(await db()('inbox').pluck('attempts')).toEqual([1]);
    },
  );

  it.skipIf(kind === 'SQLite')(
    'a text is accepted while an older one of the same person is being handled',
    async () => {
      await using watch = await TestWatch.open(url());
      const blocker = await db().transaction();
      await blocker('users').where({ phone }).forUpdate();
      const turn = watch.text(phone, 'book sat 00:00 with nomsa');
      await seeWaiting(1);
      const later = await watch.receive(phone, 'my');
      expect(later).toMatchObject({ isNew: true });
      await blocker.rollback();
      await turn;
      // as the process does that received it
      await watch.services.conversations.advance(later.conversationId);
      expect(await answers()).toEqual([expect.stringMatching(/^Booked: /), expect.stringMatching(/^Your shifts:/)]);
    },
  );
});
