import { beforeEach, expect, it } from 'vitest';
import type { Delivery } from '#src/messaging/delivery.ts';
import { createDispatcher } from '#src/messaging/dispatcher.ts';
import { SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const phoneNo = (index: number) => `+2783${String(index).padStart(7, '0')}`;

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const queueThree = async (watch: TestWatch) => {
    for (let index = 1; index <= 3; index += 1) await watch.queue({ to: { identity: phoneNo(index) } });
  };
  const statuses = async () =>
    Object.fromEntries((await db()('outbox').orderBy('outboxId')).map(({ identity, status }) => [identity, status]));

  it('an outcome that cannot be recorded harms none of those that came with it', async () => {
    await using watch = await TestWatch.open(url());
    watch.sender.answer = ({ to }) => {
      if (to !== phoneNo(2)) return watch.sender.accepted();
      return { outcome: 'retry', code: '500', reason: 'an instant that is none', afterMs: Number.NaN };
    };
    await queueThree(watch);
    await watch.drain();
    expect(await statuses()).toEqual({ [phoneNo(1)]: 'sent', [phoneNo(2)]: 'sending', [phoneNo(3)]: 'sent' });
    expect(watch.sender.attempts).toHaveLength(3);
    expect(watch.errors).not.toEqual([]);
  });

  it('a message that cannot be begun harms none of those that are claimed with it', async () => {
    await using watch = await TestWatch.open(url());
    await queueThree(watch);
    const { clock, log } = watch.services;
    const nothing = async () => {};
    const delivery: Delivery = {
      db: db(),
      clock,
      log,
      sender: watch.sender,
      reasonNotToSend: async (_trx, { identity }) => {
        if (identity === phoneNo(2)) throw new Error('nobody knows');
        return undefined;
      },
      onOptedOut: nothing,
      onPauseChanged: nothing,
      onNotReached: nothing,
      onCodeLost: nothing,
      delays: { answer: SECOND, other: SECOND },
      lease: 30 * SECOND,
      backoff: SECOND,
      rates: { sms: 1000, whatsapp: 1000 },
    };
    await createDispatcher(delivery, SECOND).drain();
    expect(await statuses()).toEqual({ [phoneNo(1)]: 'sent', [phoneNo(2)]: 'claimed', [phoneNo(3)]: 'sent' });
    expect(watch.errors).not.toEqual([]);
  });
});
