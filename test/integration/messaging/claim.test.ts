import { beforeEach, expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import { SECOND } from '#src/platform/duration.ts';
import { countDeadlocks } from '#test/support/count-deadlocks.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const phoneNo = (index: number) => `+2783${String(index).padStart(7, '0')}`;

onBothDatabases((db, kind, url) => {
  beforeEach(() => emptyWatch(db()));

  it('takes alarms first, then codes and answers, then reminders, then announcements, the oldest of each first', async () => {
    await using watch = await TestWatch.open(url());
    const types: MessageType[] = ['announcement', 'reminder_2h', 'answer', 'otp', 'shift_notice', 'alarm', 'answer'];
    for (const [index, messageType] of types.entries()) {
      await watch.queue({ messageType, to: { identity: phoneNo(index) } });
      watch.later(1);
    }
    const claimed = await watch.claim(db(), { limit: 10 });
    expect(claimed.map(({ messageType, identity }) => [messageType, identity])).toEqual([
      ['alarm', phoneNo(5)],
      ['answer', phoneNo(2)],
      ['otp', phoneNo(3)],
      ['answer', phoneNo(6)],
      ['reminder_2h', phoneNo(1)],
      ['shift_notice', phoneNo(4)],
      ['announcement', phoneNo(0)],
    ]);
  });

  it('has one message in flight for a person, whatever the channel', async () => {
    await using watch = await TestWatch.open(url());
    for (const address of [phoneNo(1), `whatsapp:${phoneNo(1)}`, phoneNo(1)]) await watch.queue({ to: { address } });
    const claim = () => watch.claim(db(), { limit: 10 });
    const [first, ...others] = await claim();
    expect(others).toEqual([]);
    expect(await claim()).toEqual([]);
    await db()('outbox').where({ outboxId: first?.outboxId }).update({ status: 'sent' });
    expect((await claim()).map(({ recipient }) => recipient)).toEqual([`whatsapp:${phoneNo(1)}`]);
  });

  it('claims no message that is not due, and on request only urgent ones', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: phoneNo(1) }, dueAt: new Date(watch.now.getTime() + 1) });
    await watch.queue({ to: { identity: phoneNo(2) }, messageType: 'reminder_2h' });
    const claim = (isUrgentOnly: boolean) => watch.claim(db(), { limit: 10, isUrgentOnly });
    expect(await claim(true)).toEqual([]);
    expect(await claim(false)).toHaveLength(1);
    watch.later(1);
    expect(await claim(true)).toHaveLength(1);
  });

  it('finds other recipients behind the long queue of one person', async () => {
    await using watch = await TestWatch.open(url());
    for (let index = 0; index < 60; index += 1) await watch.queue({ to: { identity: phoneNo(1) } });
    await watch.queue({ to: { identity: phoneNo(2) } });
    await watch.queue({ to: { identity: phoneNo(3) } });
    const claimed = await watch.claim(db(), { limit: 3 });
    expect(claimed.map(({ identity }) => identity)).toEqual([phoneNo(1), phoneNo(2), phoneNo(3)]);
  });

  it('counts the attempt and sets the lease', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: phoneNo(1) } });
    const [claimed] = await watch.claim(db());
    expect(claimed).toMatchObject({ status: 'claimed', attempts: 1 });
    expect(claimed?.leaseExpiresAt).toEqual(new Date(watch.now.getTime() + 30 * SECOND));
  });

  it('gives a message to only one of several concurrent claims', async () => {
    await using watch = await TestWatch.open(url());
    for (let index = 0; index < 60; index += 1) await watch.queue({ to: { identity: phoneNo(index % 12) } });
    const connections = Array.from({ length: 4 }, () => connect(url()));
    const claims = connections.map((one) => watch.claim(one, { limit: 5 }));
    const claimed = (await Promise.all(claims)).flat();
    expect(new Set(claimed.map(({ identity }) => identity)).size).toBe(claimed.length);
    expect(claimed).toHaveLength(12);
    await Promise.all(connections.map((one) => one.destroy()));
  });

  it('two dispatchers share two hundred messages: each is sent once, and to each person in order', async () => {
    const one = await TestWatch.open(url());
    const other = await TestWatch.open(url());
    const expected = new Map<string, string[]>();
    for (let index = 0; index < 200; index += 1) {
      const identity = phoneNo(index % 23);
      expected.set(identity, [...(expected.get(identity) ?? []), `no. ${index}`]);
      await one.queue({ to: { identity }, body: `no. ${index}` });
    }
    const sent: { to: string; body: string }[] = [];
    for (const { sender } of [one, other]) {
      sender.answer = ({ to, body }) => {
        sent.push({ to, body });
        return sender.accepted();
      };
    }
    await Promise.all([one.drain(), other.drain()]);
    expect(sent).toHaveLength(200);
    for (const [identity, bodies] of expected) {
      expect(sent.filter(({ to }) => to === identity).map(({ body }) => body)).toEqual(bodies);
    }
    expect(await db()('outbox').whereNot({ status: 'sent', attempts: 1 })).toEqual([]);
    expect([...one.errors, ...other.errors]).toEqual([]);
    for (const watch of [one, other]) await watch[Symbol.asyncDispose]();
    if (kind === 'PostgreSQL') expect(await countDeadlocks(db())).toBe(0);
  });
});
