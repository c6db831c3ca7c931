import { beforeEach, expect, it } from 'vitest';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const PHONE = '+27831112222';
const BUSY: SendOutcome = { outcome: 'retry', code: '20429', reason: 'too many requests' };
const BROKEN: SendOutcome = { outcome: 'senderBroken', code: '20003', reason: 'authentication' };

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const row = () => db()('outbox').first();

  it('a message that cannot be sent is retried with growing backoff, and is a dead letter after five attempts', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answer = () => BUSY;
    for (const [index, longest] of [5, 10, 20, 40].entries()) {
      expect(await watch.drain()).toBe(1);
      const { status, dueAt, attempts, errorCode } = await row();
      const delay = new Date(dueAt).getTime() - watch.now.getTime();
      expect([status, attempts, errorCode]).toEqual(['queued', index + 1, '20429']);
      expect(delay).toBeGreaterThanOrEqual((longest / 2) * SECOND);
      expect(delay).toBeLessThanOrEqual(longest * SECOND);
      watch.later(delay - 1);
      expect(await watch.drain()).toBe(0);
      watch.later(1);
    }
    await watch.drain();
    expect(await row()).toMatchObject({
      status: 'failed',
      attempts: 5,
      errorCode: '20429',
      error: 'too many requests',
    });
    watch.later(HOUR);
    expect(await watch.drain()).toBe(0);
  });

  it('a message that is finally accepted keeps no error', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn(BUSY, BUSY);
    for (let round = 0; round < 3; round += 1) {
      await watch.drain();
      watch.later(MINUTE);
    }
    expect(await row()).toMatchObject({ status: 'sent', attempts: 3, errorCode: null, error: null });
  });

  it('it waits as long as the provider asks', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn({ ...BUSY, afterMs: 90 * SECOND });
    await watch.drain();
    expect(new Date((await row()).dueAt)).toEqual(new Date(watch.now.getTime() + 90 * SECOND));
  });

  it('it is not retried after it has expired', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE }, expiresAt: new Date(watch.now.getTime() + SECOND) });
    watch.sender.answer = () => BUSY;
    await watch.drain();
    expect(await row()).toMatchObject({ status: 'failed', attempts: 1 });
  });

  it('a message that expired in the queue is cancelled, with the reason', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE }, expiresAt: new Date(watch.now.getTime() + SECOND) });
    watch.later(SECOND);
    await watch.drain();
    expect(watch.sender.attempts).toEqual([]);
    expect(await row()).toMatchObject({ status: 'cancelled', error: 'expired' });
  });

  it.each(['failed', 'unreachableOnChannel'] as const)('a message that is %s is not retried', async (outcome) => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn({ outcome, code: '21211', reason: 'no such number' });
    await watch.drain();
    watch.later(HOUR);
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(1);
    expect(await row()).toMatchObject({ status: 'failed', errorCode: '21211', error: 'no such number' });
  });

  it('messages of a broken sender keep all attempts, and are sent when it works again', async () => {
    await using watch = await TestWatch.open(url());
    for (let index = 0; index < 20; index += 1) await watch.queue({ to: { identity: `+2783000${1000 + index}` } });
    watch.sender.answer = () => BROKEN;
    for (let minute = 0; minute < 8; minute += 1) {
      await watch.drain();
      watch.later(MINUTE);
    }
    expect(await db()('outbox').whereNot({ status: 'queued', attempts: 0 })).toEqual([]);
    watch.sender.answer = () => watch.sender.accepted();
    await watch.drain();
    expect(await db()('outbox').whereNot({ status: 'sent', attempts: 1 })).toEqual([]);
  });

  it('a person who has opted out at the provider gets no more messages', async () => {
    await using watch = await TestWatch.open(url());
    for (let time = 0; time < 3; time += 1) await watch.queue({ to: { identity: PHONE } });
    watch.sender.answerInTurn({ outcome: 'optedOut', code: '21610', reason: 'opted out' });
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(1);
    const ends = await db()('outbox').orderBy('outboxId').select('status', 'error');
    expect(ends).toEqual([
      { status: 'failed', error: 'opted out' },
      { status: 'cancelled', error: 'opted out' },
      { status: 'cancelled', error: 'opted out' },
    ]);
  });
});
