import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import { beginSending } from '#src/messaging/sending/begin-sending.ts';
import type { Delivery } from '#src/messaging/sending/delivery.ts';
import { createDispatcher } from '#src/messaging/sending/dispatcher.ts';
import { SECOND } from '#src/platform/duration.ts';
import { countDeadlocks } from '#test/support/count-deadlocks.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const phoneNo = (index: number) => `+2783${String(index).padStart(7, '0')}`;

onBothDatabases((db, kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const queueThree = async (watch: TestWatch) => {
    for (let index = 1; index <= 3; index += 1) await watch.queue({ to: { identity: phoneNo(index) } });
  };
  const nothing = async () => {};
  const deliveryOf = (watch: TestWatch, parts: Partial<Delivery>): Delivery => ({
    db: db(),
    clock: watch.services.clock,
    log: watch.services.log,
    sender: watch.sender,
    reasonNotToSend: async () => undefined,
    onOptedOut: nothing,
    onPauseChanged: nothing,
    onNotReached: nothing,
    onCodeLost: nothing,
    delays: { answer: SECOND, other: SECOND },
    lease: 30 * SECOND,
    backoff: SECOND,
    rates: { sms: 1000, whatsapp: 1000 },
    ...parts,
  });
  const statuses = async () =>
    Object.fromEntries((await db()('outbox').orderBy('outboxId')).map(({ identity, status }) => [identity, status]));

  it('an outcome that cannot be recorded does not affect others of the same batch', async () => {
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

  it('a message that cannot be begun does not affect others of the same claim', async () => {
    await using watch = await TestWatch.open(url());
    await queueThree(watch);
    const delivery = deliveryOf(watch, {
      reasonNotToSend: async (_trx, { identity }) => {
        if (identity === phoneNo(2)) throw new Error('nobody knows');
        return undefined;
      },
    });
    await createDispatcher(delivery, SECOND).drain();
    expect(await statuses()).toEqual({ [phoneNo(1)]: 'sent', [phoneNo(2)]: 'claimed', [phoneNo(3)]: 'sent' });
    expect(watch.errors).not.toEqual([]);
  });

  it('a message is marked as being sent each time that its transaction is retried', async () => {
    await using watch = await TestWatch.open(url());
    await watch.queue({ to: { identity: phoneNo(1) } });
    const claimed = await watch.claim(db());
    let tries = 0;
    const begun = await inTransaction(db(), async (trx) => {
      tries += 1;
      const sending = await beginSending(trx, deliveryOf(watch, {}), { claimed, optedOut: new Set() });
      if (tries === 1) throw Object.assign(new Error('busy'), { code: '40001' });
      return sending;
    });
    expect(begun).toEqual([expect.objectContaining({ status: 'sending' })]);
    expect(await statuses()).toEqual({ [phoneNo(1)]: 'sending' });
  });

  it('recording and claiming never deadlock', async () => {
    await using watch = await TestWatch.open(url());
    const others = connect(url());
    // two ways to the same lock: a message that failed while sending, and one with no attempt left when it is claimed
    const slowly: Partial<Delivery> = {
      onNotReached: async (trx) => {
        await lockName(trx, 'phoneNumber', 'told');
        await wait(300);
      },
    };
    watch.sender.answer = async () => {
      await watch.queue({ to: { identity: phoneNo(2) } });
      await db()('outbox')
        .where({ identity: phoneNo(2) })
        .update({ attempts: 5 });
      return { outcome: 'failed', code: '21211', reason: 'no number' };
    };
    await watch.queue({ to: { identity: phoneNo(1) } });
    const recording = createDispatcher(deliveryOf(watch, slowly), SECOND).drain();
    await expect.poll(() => watch.sender.attempts.length).toBe(1);
    await wait(100);
    await Promise.all([recording, createDispatcher(deliveryOf(watch, { ...slowly, db: others }), SECOND).drain()]);
    await others.destroy();
    expect(await statuses()).toEqual({ [phoneNo(1)]: 'failed', [phoneNo(2)]: 'failed' });
    expect(watch.errors).toEqual([]);
    if (kind === 'PostgreSQL') expect(await countDeadlocks(db())).toBe(0);
  });
});
