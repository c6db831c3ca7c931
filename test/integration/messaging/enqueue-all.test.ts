import { afterEach, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { enqueueAll, type NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import { rememberErasedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox } from '#test/support/test-watch.ts';

const now = at('2026-11-27T12:00');
const secret = 'a secret of these tests, 32 letters long';
const phone = (index: number) => `+2782${String(9_000_000 + index)}`;

onBothDatabases((database) => {
  afterEach(() => emptyWatch(database()));

  const message = (index: number): NewOutbound => ({
    messageType: 'announcement',
    to: { identity: phone(index) },
    body: `Rain “tonight” ${'…'.repeat(150)}`,
    key: `rain:${index}`,
  });

  it('queues messages to many people in order, each once and on the channel that reaches them', async () => {
    const db = database();
    let woken = 0;
    const tools = {
      clock: { now: () => now },
      secret,
      onQueued: () => {
        woken += 1;
      },
    };
    await db('addresses').insert({
      ...{ address: `whatsapp:${phone(7)}`, identity: phone(7), channel: 'whatsapp' },
      ...{ lastInboundAt: now, createdAt: now },
    });
    // this person texted STOP before their number was erased
    await db('addresses').insert({
      ...{ address: phone(9), identity: phone(9), channel: 'sms', optedOutAt: now, createdAt: now },
    });
    await inTransaction(db, (trx) =>
      rememberErasedNumber(trx, { secret, now }, { identity: phone(9), isRefused: false }),
    );
    await db('addresses')
      .where({ identity: phone(9) })
      .delete();

    const messages = Array.from({ length: 60 }, (_, index) => message(index));
    expect(await inTransaction(db, (trx) => enqueueAll(trx, tools, [message(3)]))).toBe(1);
    expect(await inTransaction(db, (trx) => enqueueAll(trx, tools, messages))).toBe(59);
    expect(await inTransaction(db, (trx) => enqueueAll(trx, tools, messages))).toBe(0);
    expect(woken).toBe(2);

    const queued = await listOutbox(db);
    const others = messages.map(({ key }) => key).filter((key) => key !== 'rain:3');
    expect(queued.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['rain:3', ...others]);
    expect(queued.filter(({ channel }) => channel === 'whatsapp')).toMatchObject([
      { recipient: `whatsapp:${phone(7)}`, payload: message(7).body, segments: 1 },
    ]);
    const bySms = queued.filter(({ channel }) => channel === 'sms');
    expect(new Set(bySms.map(({ payload }) => payload)).size).toBe(1);
    expect(bySms[0]?.payload).toMatch(/^Rain "tonight" \.+$/);
    expect(await inTransaction(db, (trx) => isOptedOut(trx, phone(9)))).toBe(true);
  });
});
