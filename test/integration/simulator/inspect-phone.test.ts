import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { after, before, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { type HandledTexts, keepHandledTexts } from '#src/simulator/inspector/handled-texts.ts';
import { inspectPhone } from '#src/simulator/inspector/inspect-phone.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const THANDI = '+27821234567';
const SIPHO = '+27832001001';
const BONGANI = '+27842223344';
const FRIDAY = at('2026-11-27T12:00');

onBothDatabases((db, _kind, url) => {
  let watch: TestWatch;
  let handledTexts: HandledTexts;
  beforeEach(async () => {
    await emptyWatch(db());
    watch = await TestWatch.open(url(), { env: { JOIN_POLICY: 'open' } });
    watch.now = FRIDAY;
    handledTexts = keepHandledTexts(watch.services.conversations);
  });
  afterEach(() => watch[Symbol.asyncDispose]());

  const inspect = (identity: string, texts = 10) =>
    watch.services.read((trx) =>
      inspectPhone(trx, { settings: watch.services.settings, handledTexts }, { identity, texts }),
    );
  /** A text, a minute after the last one, and everything that it led to is sent. */
  const say = async (phone: string, body: string) => {
    watch.later(MINUTE);
    await watch.text(phone, body);
    await watch.drain();
  };
  const buildPeople = async () => {
    await buildSchedule(db(), { capacity: 3 });
    await buildVolunteer(db(), { phone: THANDI, name: 'Thandi Nkosi' });
    await buildVolunteer(db(), { phone: SIPHO, name: 'Sipho Dube' });
    await buildVolunteer(db(), { phone: BONGANI, name: 'Bongani Zulu' });
  };
  /** Books an open shift with a buddy. */
  const bookWith = async (phone: string, buddy: string, number = '1') => {
    await say(phone, 'shifts');
    await say(phone, number);
    await say(phone, buddy);
  };

  test('a stranger who never texted: nobody, and nothing is asked', async () => {
    expect(await inspect(THANDI)).toEqual({
      texts: [],
      dialogue: expect.objectContaining({
        state: 'stranger.greeting',
        changes: [],
        since: undefined,
        until: undefined,
      }),
      yes: { of: 'nothing' },
      asks: [],
      timers: [],
      person: { member: undefined, addresses: [], optedOutAt: undefined, notReached: undefined },
    });
  });

  test('a newcomer: what each text was understood as, the state, and the timer of the code', async () => {
    await say(THANDI, 'hello');
    await say(THANDI, 'Thandi Nkosi');
    const { texts, dialogue, timers, person } = await inspect(THANDI);
    expect(texts.map(({ words, understanding }) => [words, understanding])).toEqual([
      ['Thandi Nkosi', { understood: 'NAME_GIVEN' }],
      ['hello', { understood: 'MENU' }],
    ]);
    expect(dialogue).toMatchObject({ state: 'stranger.provingNumber', since: watch.now, until: undefined });
    expect(timers).toEqual([
      expect.objectContaining({ kind: 'code_end', about: { type: 'code' }, dueAt: after(watch.now, 10 * MINUTE) }),
    ]);
    expect(person).toMatchObject({ member: undefined, addresses: [{ address: THANDI, channel: 'sms' }] });
    expect((await inspect(THANDI, 1)).texts.map(({ words }) => words)).toEqual(['Thandi Nkosi']);
  });

  test('a member with a list and a question: what a number means, and until when the question waits', async () => {
    await buildPeople();
    await say(THANDI, 'shifts');
    const listed = await inspect(THANDI);
    expect(listed.dialogue).toMatchObject({ state: 'member.idle', until: undefined });
    expect(listed.dialogue.list?.until).toEqual(after(watch.now, HOUR));
    expect(listed.dialogue.list?.items[0]).toEqual({
      ...{ number: 1, title: 'Patrol', startsAt: at('2026-11-28T00:00'), zone: 'Africa/Johannesburg' },
    });
    await say(THANDI, '1');
    const asked = await inspect(THANDI);
    expect(asked.texts[0]?.understanding).toEqual({ understood: 'NUMBER' });
    expect(asked.dialogue).toMatchObject({
      ...{ state: 'member.askingBuddy', changes: [], since: watch.now, until: after(watch.now, HOUR) },
    });
    expect(asked.yes).toEqual({ of: 'dialogue' });

    watch.later(2 * HOUR);
    const late = await inspect(THANDI);
    expect(late.dialogue).toMatchObject({ state: 'member.idle', changes: ['TIMED_OUT'], list: undefined });
    expect(late.yes).toEqual({ of: 'nothing' });
  });

  test('two open asks and a dialogue: each with its ref, words, deadline and timer, and what a bare yes means', async () => {
    await buildPeople();
    await bookWith(THANDI, '083 200 1001');
    const [first] = (await inspect(SIPHO)).asks;
    expect(first).toMatchObject({
      kind: 'buddy_invitation',
      about: { type: 'booking', ref: first?.ref, startsAt: at('2026-11-28T00:00') },
      question: expect.stringContaining(first?.ref ?? '-'),
      askedAt: watch.now,
      takesYes: 'yes',
      isOverdue: false,
    });
    await bookWith(BONGANI, '083 200 1001', '2');
    const both = await inspect(SIPHO);
    expect(both.asks.map(({ takesYes }) => takesYes)).toEqual(['perhaps', 'perhaps']);
    const meant = both.asks.map(({ kind, ref }) => ({ kind, ref, isOver: false }));
    expect(both.yes).toEqual({ of: 'ask', asks: meant });
    const deadlines = both.asks.flatMap(({ deadlineAt }) => deadlineAt ?? []);
    expect(deadlines).toHaveLength(2);
    const expiries = both.timers.filter(({ kind }) => kind === 'ask_expiry');
    expect(expiries.map(({ dueAt, about }) => ({ dueAt, about }))).toEqual(
      both.asks.map(({ deadlineAt, kind, ref }) => ({ dueAt: deadlineAt, about: { type: 'ask', kind, ref } })),
    );

    await say(SIPHO, 'forget me');
    const inDialogue = await inspect(SIPHO);
    expect(inDialogue.dialogue.state).toBe('member.confirmingForgetting');
    expect(inDialogue.yes).toEqual({ of: 'dialogue' });
    expect(inDialogue.asks.map(({ takesYes }) => takesYes)).toEqual(['no', 'no']);
  });

  test.each(['yes', 'no'] as const)('what a bare yes would mean is what a real %s then does', async (word) => {
    await buildPeople();
    await bookWith(THANDI, '083 200 1001');
    const foreseen = await inspect(SIPHO);
    await say(SIPHO, word);
    const { texts, asks } = await inspect(SIPHO);
    const ref = foreseen.asks[0]?.ref;
    expect(foreseen.yes).toEqual({ of: 'ask', asks: [{ kind: 'buddy_invitation', ref, isOver: false }] });
    expect(asks).toEqual([]);
    expect(texts[0]).toMatchObject({
      ...{ words: word, understanding: { understood: 'ANSWER' } },
      answered: { kind: 'buddy_invitation', ref },
    });
    // they may still change their mind
    expect((await inspect(SIPHO)).yes).toEqual({ of: 'ask', asks: [{ kind: 'buddy_invitation', ref, isOver: true }] });
  });

  test('the inspector writes nothing: not even what it foresees', async () => {
    await buildPeople();
    await bookWith(THANDI, '083 200 1001');
    await watch.text(SIPHO, 'STOP');
    const tables = ['conversations', 'asks', 'timers', 'addresses', 'outbox', 'inbox', 'users'];
    const dump = () =>
      Promise.all(
        tables.map((table) =>
          db()(table)
            .orderBy(1 as never)
            .select(),
        ),
      );
    const earlier = await dump();
    watch.later(26 * HOUR);
    for (const phone of [THANDI, SIPHO, BONGANI, '+27857776655', 'FNB']) await inspect(phone);
    expect(await dump()).toEqual(earlier);
  });

  test('a person who said STOP: since when, and that a yes would end it', async () => {
    await buildPeople();
    await say(THANDI, 'STOP');
    const { texts, person, yes } = await inspect(THANDI);
    expect(texts[0]?.understanding).toEqual({ understood: 'STOP' });
    expect(person).toMatchObject({ member: { name: 'Thandi Nkosi', status: 'active' }, optedOutAt: watch.now });
    expect(yes).toEqual({ of: 'start' });
  });

  test('a person who was erased is a stranger: no name, no words, no ask and no timer', async () => {
    await buildPeople();
    await bookWith(THANDI, '083 200 1001');
    await say(SIPHO, 'forget me');
    await say(SIPHO, 'yes 47');
    await watch.services.timers.runDue();
    const inspection = await inspect(SIPHO);
    expect(inspection).toMatchObject({ texts: [], asks: [], timers: [], person: { member: undefined } });
    expect(inspection.dialogue.state).toBe('stranger.greeting');
    expect(JSON.stringify(inspection)).not.toMatch(/sipho|dube/i);
  });

  test('timers of a person: reminders with the ref of the booking, of others none, overdue ones marked', async () => {
    await buildPeople();
    watch.now = before(at('2026-11-28T00:00'), 50 * HOUR);
    await bookWith(THANDI, 'none');
    const { timers } = await inspect(THANDI);
    expect(timers.map(({ kind, dueAt, person, isOverdue }) => [kind, dueAt, person, isOverdue])).toEqual([
      ['reminder_24h', at('2026-11-26T18:00'), 'Thandi Nkosi', false],
      ['reminder_2h', before(at('2026-11-28T00:00'), 2 * HOUR), 'Thandi Nkosi', false],
    ]);
    const [about] = timers.map((timer) => timer.about);
    expect(about).toMatchObject({ type: 'booking', startsAt: at('2026-11-28T00:00') });
    expect((await inspect(BONGANI)).timers).toEqual([]);
    watch.now = before(at('2026-11-28T00:00'), HOUR);
    expect((await inspect(THANDI)).timers.map(({ isOverdue }) => isOverdue)).toEqual([true, true]);
    await watch.services.timers.runDue();
    expect((await inspect(THANDI)).timers).toEqual([]);
  });

  test('a timer about something that is gone, or of a kind that is not known, is still listed', async () => {
    await buildPeople();
    const { userId } = await db()('users').where({ phone: THANDI }).first();
    const timer = {
      kind: 'newer',
      key: 'n',
      subject: 'moon:1',
      userId,
      priority: TIMER_PRIORITY.rest,
      dueAt: watch.now,
    };
    await inTransaction(db(), (trx) => scheduleTimers(trx, watch.services, [timer]));
    expect((await inspect(THANDI)).timers).toEqual([
      expect.objectContaining({ kind: 'newer', about: { type: 'other', subject: 'moon:1' } }),
    ]);
  });

  test('a text that another process handled is not known; one that waits is not handled', async () => {
    await buildPeople();
    await watch.receive(THANDI, 'shifts');
    expect((await inspect(THANDI)).texts[0]).toMatchObject({ isHandled: false, understanding: undefined });
    watch.later(30 * SECOND);
    await using other = await TestWatch.open(url());
    other.now = watch.now;
    await other.services.conversations.catchUp({ all: true });
    expect((await inspect(THANDI)).texts[0]).toMatchObject({ isHandled: true, understanding: undefined });
  });

  test('whether our texts arrive: the last one did not', async () => {
    await buildPeople();
    await say(THANDI, 'menu');
    await db()('outbox').where({ identity: THANDI }).update({ deliveryStatus: 'undelivered', errorCode: '30003' });
    expect((await inspect(THANDI)).person.notReached).toEqual({
      at: watch.now,
      reason: expect.stringContaining('not delivered'),
    });
  });

  test('a member who was removed since their last text: the next text finds that', async () => {
    await buildPeople();
    await say(THANDI, 'shifts');
    await db()('users').where({ phone: THANDI }).update({ status: 'suspended' });
    const { dialogue, person } = await inspect(THANDI);
    expect(dialogue).toMatchObject({ state: 'suspended.waiting', changes: ['BECAME_SUSPENDED'] });
    expect(person.member?.status).toBe('suspended');
  });
});
