import { beforeEach, expect, it } from 'vitest';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import { SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const phoneNo = (index: number) => `+2783${String(index).padStart(7, '0')}`;
const LONG = 'a word and another '.repeat(12);

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const announce = async (watch: TestWatch, count: number, { body = 'hello', channel = '' } = {}) => {
    for (let index = 0; index < count; index += 1)
      await watch.queue({ messageType: 'announcement', to: { address: `${channel}${phoneNo(index)}` }, body });
  };
  const queueOne = (watch: TestWatch, messageType: MessageType, index: number) =>
    watch.queue({ messageType, to: { identity: phoneNo(index) } });

  it('are sent by SMS at one a second, over all processes', async () => {
    await using one = await TestWatch.open(url());
    await using other = await TestWatch.open(url());
    await announce(one, 5);
    const sent = async () => (await one.drain()) + (await other.drain());
    expect(await sent()).toBe(1);
    for (const watch of [one, other]) watch.later(SECOND - 1);
    expect(await sent()).toBe(0);
    for (const watch of [one, other]) watch.later(1);
    expect(await sent()).toBe(1);
  });

  it('are sent by WhatsApp at eighty a second', async () => {
    await using watch = await TestWatch.open(url());
    await announce(watch, 100, { channel: 'whatsapp:' });
    const first = await watch.drain();
    // each takes 12.5 milliseconds, rounded up
    expect(first).toBeGreaterThan(75);
    expect(first).toBeLessThanOrEqual(80);
    watch.later(SECOND);
    expect(await watch.drain()).toBe(100 - first);
  });

  it('count by segments: after a long one the next waits twice as long', async () => {
    await using watch = await TestWatch.open(url());
    await announce(watch, 2, { body: LONG });
    expect(await watch.drain()).toBe(1);
    watch.later(SECOND);
    expect(await watch.drain()).toBe(0);
    watch.later(SECOND);
    expect(await watch.drain()).toBe(1);
  });

  it('wait while more urgent messages keep the sender busy, which do not wait', async () => {
    await using watch = await TestWatch.open(url());
    await announce(watch, 1);
    const types: MessageType[] = ['alarm', 'answer', 'otp', 'reminder_2h', 'shift_notice'];
    for (const [index, messageType] of types.entries()) await queueOne(watch, messageType, 50 + index);
    expect(await watch.drain()).toBe(types.length);
    watch.later(types.length * SECOND - 1);
    expect(await watch.drain()).toBe(0);
    watch.later(1);
    expect(await watch.drain()).toBe(1);
    expect(watch.sender.attempts.at(-1)?.messageType).toBe('announcement');
  });

  it('by SMS do not hold back those by WhatsApp', async () => {
    await using watch = await TestWatch.open(url());
    await announce(watch, 10);
    await watch.queue({ messageType: 'announcement', to: { address: `whatsapp:${phoneNo(99)}` } });
    await watch.drain();
    expect(watch.sender.attempts.map(({ to }) => to)).toEqual([phoneNo(0), `whatsapp:${phoneNo(99)}`]);
  });

  it('go on by themselves when the sender is free, without waiting for the next poll', async () => {
    await using watch = await TestWatch.open(url(), { env: { POLL_SECONDS: '600', SMS_PER_SECOND: '50' } });
    const startedAt = { real: performance.now(), watch: watch.now.getTime() };
    Object.defineProperty(watch, 'now', {
      get: () => new Date(startedAt.watch + performance.now() - startedAt.real),
    });
    await announce(watch, 60);
    watch.startSending();
    await expect.poll(() => watch.sender.attempts.length, { timeout: 10_000 }).toBe(60);
    expect(performance.now() - startedAt.real).toBeGreaterThan(200);
  });
});
