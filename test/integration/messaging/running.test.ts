import { beforeEach, expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { SECOND } from '#src/platform/duration.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const phoneNo = (index: number) => `+2783${String(index).padStart(7, '0')}`;
/** So long that no test passes because of a poll, unless it tests the poll. */
const NEVER = { POLL_SECONDS: '600' };
const OFTEN = { POLL_SECONDS: '0.02' };

onBothDatabases((db, _kind, url) => {
  beforeEach(() => emptyWatch(db()));

  it('a reply is at the sender well under a second after its text', async () => {
    await buildSchedule(db());
    const phone = (await buildVolunteer(db())).phone ?? '';
    await using watch = await TestWatch.open(url(), { env: NEVER });
    watch.startSending();
    await watch.text(phone, 'shifts');
    await expect.poll(() => watch.sender.attempts.length).toBe(1);
    for (let round = 0; round < 5; round += 1) {
      const arrived = Promise.withResolvers<number>();
      watch.sender.answer = () => {
        arrived.resolve(performance.now());
        return watch.sender.accepted();
      };
      const from = performance.now();
      await watch.text(phone, 'shifts');
      expect((await arrived.promise) - from).toBeLessThan(500);
    }
  });

  it('no wake is lost, at whatever point of a send it comes', async () => {
    await using watch = await TestWatch.open(url(), { env: NEVER });
    const chain = 60;
    // each is queued while the one before is in flight, and can be sent only when that one has ended
    watch.sender.answer = async () => {
      const next = watch.sender.attempts.length;
      if (next < chain) await watch.queue({ to: { identity: phoneNo(0) }, body: `no. ${next}` });
      return watch.sender.accepted();
    };
    watch.startSending();
    await watch.queue({ to: { identity: phoneNo(0) }, body: 'no. 0' });
    await expect.poll(() => watch.sender.attempts.length, { timeout: 20_000 }).toBe(chain);
  });

  it('no wake is lost in a burst', async () => {
    await using watch = await TestWatch.open(url(), { env: NEVER });
    watch.startSending();
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => watch.queue({ to: { identity: phoneNo(index % 40) } })),
    );
    await expect.poll(() => watch.sender.attempts.length, { timeout: 20_000 }).toBe(100);
  });

  it('notices that follow each other closely are claimed together', async () => {
    const own = connect(url());
    await using watch = await TestWatch.open(url(), { env: NEVER, db: own });
    let claims = 0;
    own.on('query', ({ sql }) => {
      if (/^update .outbox. set .*sending_at/.test(sql)) claims += 1;
    });
    watch.startSending();
    const from = performance.now();
    for (let index = 0; index < 40; index += 1) {
      await watch.queue({ to: { identity: phoneNo(index) }, messageType: 'shift_notice' });
    }
    await expect.poll(() => watch.sender.attempts.length, { timeout: 20_000 }).toBe(40);
    // one every fifteen milliseconds, and the first and the last
    expect(claims).toBeLessThanOrEqual((performance.now() - from) / 15 + 2);
  });

  it('a message that becomes due by itself is found by polling', async () => {
    await using watch = await TestWatch.open(url(), { env: OFTEN });
    watch.startSending();
    await watch.queue({ to: { identity: phoneNo(1) }, dueAt: new Date(watch.now.getTime() + SECOND) });
    watch.later(SECOND);
    await expect.poll(() => watch.sender.attempts.length).toBe(1);
  });

  it('an alarm does not wait for slow sends of less urgent messages', async () => {
    await using watch = await TestWatch.open(url(), { env: { ...NEVER, SMS_PER_SECOND: '1000' } });
    const slow = Promise.withResolvers<void>();
    watch.sender.answer = async ({ messageType }) => {
      if (messageType === 'announcement') await slow.promise;
      return watch.sender.accepted();
    };
    for (let index = 0; index < 30; index += 1) {
      await watch.queue({ to: { identity: phoneNo(index) }, messageType: 'announcement' });
    }
    watch.startSending();
    await expect.poll(() => watch.sender.attempts.length).toBe(20);
    await watch.queue({ to: { identity: phoneNo(99) }, messageType: 'alarm' });
    await expect.poll(() => watch.sender.attempts.at(-1)?.messageType).toBe('alarm');
    slow.resolve();
    await expect.poll(() => watch.sender.attempts.length, { timeout: 10_000 }).toBe(31);
  });

  it('unclear messages are looked up while other sends go on', async () => {
    await using watch = await TestWatch.open(url(), { env: OFTEN });
    const unclear: SendOutcome = { outcome: 'unknown', code: 'timeout', reason: 'no answer' };
    await watch.queue({ to: { identity: phoneNo(1) } });
    watch.sender.answerInTurn(unclear);
    await watch.drain();
    const endless = Promise.withResolvers<void>();
    watch.sender.answer = async ({ to }) => {
      if (to === phoneNo(2)) await endless.promise;
      return watch.sender.accepted();
    };
    await watch.queue({ to: { identity: phoneNo(2) } });
    watch.startSending();
    await expect.poll(() => watch.sender.attempts.length).toBe(2);
    watch.later(15 * SECOND);
    await expect.poll(() => watch.sender.lookUps.length).toBe(1);
    await expect.poll(() => watch.sender.bodiesTo(phoneNo(1)).length).toBe(2);
    endless.resolve();
  });

  it('an alarm does not wait for a slow look-up', async () => {
    await using watch = await TestWatch.open(url(), { env: OFTEN });
    await watch.queue({ to: { identity: phoneNo(1) } });
    watch.sender.answerInTurn({ outcome: 'unknown', code: 'timeout', reason: 'no answer' });
    await watch.drain();
    const slow = Promise.withResolvers<void>();
    watch.sender.found = async () => {
      await slow.promise;
      return { outcome: 'absent' };
    };
    watch.later(15 * SECOND);
    watch.startSending();
    await expect.poll(() => watch.sender.lookUps.length).toBe(1);
    await watch.queue({ to: { identity: phoneNo(2) }, messageType: 'alarm' });
    await expect.poll(() => watch.sender.bodiesTo(phoneNo(2)).length).toBe(1);
    slow.resolve();
  });

  it('at the signal it waits for the sends under way, begins no more, and stops', async () => {
    await using watch = await TestWatch.open(url(), { env: NEVER });
    const answer = Promise.withResolvers<SendOutcome>();
    watch.sender.answer = () => answer.promise;
    for (let time = 0; time < 2; time += 1) await watch.queue({ to: { identity: phoneNo(1) } });
    watch.startSending();
    await expect.poll(() => watch.sender.attempts.length).toBe(1);
    const stopped = watch.stopSending();
    answer.resolve({ outcome: 'accepted', providerSid: 'SMlast' });
    await stopped;
    expect(await db()('outbox').orderBy('outboxId').pluck('status')).toEqual(['sent', 'queued']);
  });

  it('it stops at the signal when there is nothing to do', async () => {
    await using watch = await TestWatch.open(url(), { env: NEVER });
    watch.startSending();
    await watch.stopSending();
    expect(watch.errors).toEqual([]);
  });

  it('a message whose check fails does not delay others of the same claim', async () => {
    await using watch = await TestWatch.open(url(), { env: NEVER });
    const { scheduleId } = await buildSchedule(db());
    const { userId, phone } = await buildVolunteer(db());
    const shiftStart = watch.now;
    const shift = { scheduleId, shiftStart, shiftEnd: shiftStart, slot: 1, createdAt: watch.now };
    const [{ bookingId }] = await db()('bookings')
      .insert({ ...shift, userId })
      .returning('bookingId');
    await watch.queue({ to: { identity: phone ?? '' }, bookingId, shiftStart, userId });
    for (let index = 0; index < 3; index += 1) await watch.queue({ to: { identity: phoneNo(index) } });
    const rename = (from: string, to: string) => inTransaction(db(), (trx) => trx.schema.renameTable(from, to));
    await rename('bookings', 'bookings_away');
    await watch.drain();
    await rename('bookings_away', 'bookings');
    expect(watch.sender.attempts.map(({ to }) => to)).toEqual([0, 1, 2].map(phoneNo));
    expect(await db()('outbox').orderBy('outboxId').pluck('status')).toEqual(['claimed', 'sent', 'sent', 'sent']);
    expect(watch.errors).toHaveLength(2);
    await db()('outbox').delete();
  });

  it('it goes on after the database was unreachable', async () => {
    await using watch = await TestWatch.open(url(), { env: OFTEN });
    const rename = (from: string, to: string) => inTransaction(db(), (trx) => trx.schema.renameTable(from, to));
    await rename('outbox', 'outbox_away');
    watch.startSending();
    await expect.poll(() => watch.errors.length).toBeGreaterThan(1);
    await rename('outbox_away', 'outbox');
    await watch.queue({ to: { identity: phoneNo(1) } });
    await expect.poll(() => watch.sender.attempts.length).toBe(1);
  });

  it('a poll does not wait for a writer when nothing is due', async () => {
    await using watch = await TestWatch.open(url());
    await inTransaction(db(), async (trx) => {
      await trx('counters').insert({ name: 'held', value: 1 });
      expect(await watch.drain()).toBe(0);
      await trx('counters').where({ name: 'held' }).delete();
    });
  });
});
