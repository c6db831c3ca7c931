import { beforeEach, expect, it } from 'vitest';
import { giveUpText } from '#src/conversation/give-up-text.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const STRANGER = '+27835550102';

onBothDatabases((db, _kind, url) => {
  let phone = '';
  let coordinator = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await db()('uptimes').delete();
    phone = (await buildVolunteer(db())).phone ?? '';
    coordinator = (await buildVolunteer(db(), { role: 'coordinator' })).phone ?? '';
  });

  const sentTo = async (reader: string) => {
    const rows = await listOutbox(db());
    return rows
      .filter(({ recipient, status }) => recipient === reader && status !== 'cancelled')
      .map((row) => row.payload);
  };
  const lastTo = async (reader: string) => (await sentTo(reader)).at(-1) ?? '';
  const passedOn = async (reader = coordinator) =>
    (await sentTo(reader)).filter((text) => text.includes('sent something we could not read'));

  it('the same words are not forwarded again within the hour, but the sender learns that they are known; after the hour they are', async () => {
    await using watch = await TestWatch.open(url());
    for (const body of ['zut alors', 'qwerty', 'Zut  Alors!']) {
      await watch.text(phone, body);
      watch.later(19 * MINUTE);
    }
    expect(await passedOn()).toHaveLength(2);
    expect(await lastTo(phone)).toContain('Your text goes to the coordinators');
    watch.later(MINUTE);
    await watch.text(phone, 'zut alors');
    expect(await passedOn()).toHaveLength(2);
    watch.later(HOUR);
    await watch.text(phone, 'zut alors');
    expect(await passedOn()).toHaveLength(3);
  });

  it('a coordinator who did not get the words gets them when they are repeated: their message failed, or they are new', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(phone, 'zut alors');
    await db()('outbox').where({ recipient: coordinator }).update({ status: 'failed' });
    watch.later(MINUTE);
    await watch.text(phone, 'zut alors');
    expect(await passedOn()).toHaveLength(2);
    const another = (await buildVolunteer(db(), { role: 'coordinator' })).phone ?? '';
    watch.later(MINUTE);
    await watch.text(phone, 'zut alors');
    expect(await passedOn()).toHaveLength(2);
    expect(await passedOn(another)).toHaveLength(1);
  });

  it('we do not say that somebody knows if the coordinators who have the words can no longer be reached', async () => {
    await using watch = await TestWatch.open(url());
    for (const body of ['zut alors', 'qwerty']) await watch.text(phone, body);
    await watch.text(coordinator, 'stop');
    await watch.text(phone, 'zut alors');
    expect(await lastTo(phone)).toContain('no coordinator gets our texts now');
  });

  it('a machine gets no answers, and its different texts are forwarded up to the limit; danger is always forwarded', async () => {
    await using watch = await TestWatch.open(url());
    for (let index = 0; index < 40; index += 1) {
      await watch.text(phone, `zut alors ${index}`);
      watch.later(SECOND);
    }
    const quoted = (await sentTo(coordinator)).flatMap((text) => text.match(/zut alors \d+/g) ?? []);
    expect(new Set(quoted).size).toBe(10);
    expect(quoted).toHaveLength(10);
    await watch.text(phone, 'they have guns');
    expect(await lastTo(coordinator)).toContain('"they have guns"');
    // texts that come while its case is open belong to the case
    watch.later(16 * MINUTE);
    await watch.text(phone, 'zut des sacs');
    expect((await passedOn()).at(-1)).toContain('"zut des sacs"');
  });

  it('of the different texts of 45 seconds, a coordinator gets the first at once and the others in one message', async () => {
    await using watch = await TestWatch.open(url());
    const began = watch.services.clock.now().getTime();
    for (const body of ['zut alors', 'asdf hjkl', 'x'.repeat(250), 'qwer wert']) {
      await watch.text(phone, body);
      watch.later(10 * SECOND);
    }
    const rows = (await listOutbox(db())).filter(({ recipient }) => recipient === coordinator);
    expect(rows.map(({ dueAt }) => new Date(dueAt).getTime() - began)).toEqual([
      0,
      ...[45, 45, 45].map((seconds) => seconds * SECOND),
    ]);
    expect(rows.map(({ payload }) => payload.match(/"[^"]*"/g))).toEqual([
      ['"zut alors"'],
      ['"asdf hjkl"'],
      // what does not fit has a message of its own, and no words are cut
      [`"${'x'.repeat(250)}"`],
      ['"qwer wert"'],
    ]);
    expect(await lastTo(phone)).not.toContain('The first part');
  });

  it('words that were gathered are not added to a message that has left', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(phone, 'zut alors');
    await watch.text(phone, 'asdf hjkl');
    await db()('outbox').where('payload', 'like', '%asdf hjkl%').update({ status: 'sending' });
    await watch.text(phone, 'qwer wert');
    const last = (await sentTo(coordinator)).at(-1);
    expect(last).toContain('"qwer wert"');
    expect(last).not.toContain('"asdf hjkl"');
  });

  it('a text whose answer is held back is still forwarded', async () => {
    await using watch = await TestWatch.open(url());
    for (let index = 0; index < 31; index += 1) {
      await watch.text(phone, 'my');
      watch.later(SECOND);
    }
    await watch.text(phone, 'zut alors');
    expect((await listOutbox(db())).at(-1)).toMatchObject({ status: 'cancelled' });
    expect(await passedOn()).toHaveLength(1);
  });

  it('a code that a stranger typed is not forwarded', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(STRANGER, 'hello');
    await watch.text(STRANGER, 'is it 482913 or what?');
    expect(await lastTo(coordinator)).toContain('083 555 0102 sent something we could not read');
    expect(await lastTo(coordinator)).not.toContain('482913');
  });

  it('the reply to a text whose handling failed says no more than is true', async () => {
    await using watch = await TestWatch.open(url());
    const { settings: tools, transact } = watch.services;
    const giveUp = async (body: string) => {
      const { inboxId } = await watch.receive(phone, body);
      await transact((trx) => giveUpText(trx, tools, inboxId));
      return lastTo(phone);
    };
    expect(await giveUp('zut alors')).toContain('Your text goes to the coordinators');
    expect(await passedOn()).toHaveLength(1);
    expect(await giveUp('zut alors '.repeat(80))).toContain('The first part of your text goes to');
    await watch.text(coordinator, 'stop');
    expect(await giveUp('another fence')).toContain('no coordinator gets our texts now');
  });

  it('a call for help whose handling failed reaches the coordinators, from any sender and however often', async () => {
    await using watch = await TestWatch.open(url());
    const { settings: tools, transact } = watch.services;
    const giveUp = async (from: string, body: string) => {
      const { inboxId } = await watch.receive(from, body);
      await transact((trx) => giveUpText(trx, tools, inboxId));
    };
    for (let index = 0; index < 12; index += 1) await watch.text(phone, `zut alors ${index}`);
    for (let times = 1; times <= 2; times += 1) {
      await giveUp(phone, 'they have guns');
      expect((await sentTo(coordinator)).filter((text) => text.includes('IN DANGER: "they have guns"'))).toHaveLength(
        times,
      );
    }
    expect(await lastTo(phone)).toMatch(/^Your text goes to the coordinators/);
    await giveUp('+27215550100', 'hello');
    await giveUp('+27215550100', 'sos 12 Oak');
    expect(await lastTo(coordinator)).toBe('021 555 0100 may be IN DANGER: "sos 12 Oak". Please phone.');
    expect(await sentTo('+27215550100')).toEqual([]);
  });

  it.each([
    ['what follows a report', ['report lost dog in park', 'the dog is brown', 'the dog is old']],
    ['two reports in turn', ['report lost dog in park', 'report found dog in park']],
  ])('%s from a stranger rings a coordinator thirty times in ten minutes at most', async (_, bodies) => {
    await using watch = await TestWatch.open(url());
    for (let count = 0; count < 60; count += 1) {
      await watch.text(STRANGER, bodies[count % bodies.length] ?? '');
      watch.later(5 * SECOND);
    }
    const told = (await sentTo(coordinator)).filter((text) => text.includes('dog'));
    expect(told.length).toBeGreaterThan(10);
    expect(told.length).toBeLessThanOrEqual(30);
  });

  it('a long reply to a coordinator is forwarded in part, and we say so', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(phone, 'my');
    const { userId } = await db()('users').where({ phone: coordinator }).first('userId');
    await db()('conversations').update({ talkingWith: userId, talkingUntil: new Date(watch.now.getTime() + HOUR) });
    await watch.text(phone, 'yes, the blue gate');
    expect(await lastTo(phone)).toMatch(/^Passed on to /);
    await watch.text(phone, 'the blue gate is open '.repeat(40));
    expect(await lastTo(phone)).toMatch(/^The first part of your text is passed on to /);
  });
});
