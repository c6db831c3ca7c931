import { beforeEach, expect, it } from 'vitest';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const BOOKING = 'book sat 00:00 with nomsa';
const SID = 'SM0000000000000000000000000000001';

onBothDatabases((db, _kind, url) => {
  let phone = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    phone = (await buildVolunteer(db())).phone ?? '';
  });

  const expectOneEffect = async (watch: TestWatch, { attempts = [1] } = {}) => {
    await watch.drain();
    expect(watch.sender.bodiesTo(phone)).toEqual([expect.stringMatching(/^Booked: Sat 28 Nov 00:00/)]);
    const handled = await db()('inbox').whereNotNull('handledAt').select('attempts');
    expect(handled).toEqual([{ attempts: expect.toBeOneOf(attempts) }]);
    expect(await db()('bookings')).toHaveLength(1);
    expect(watch.errors).toEqual([]);
  };

  it('a text that comes again changes nothing', async () => {
    await using watch = await TestWatch.open(url());
    for (let time = 0; time < 3; time += 1) await watch.text(phone, BOOKING, SID);
    await expectOneEffect(watch);
  });

  it('a text that comes twenty times at once has one effect and one answer', async () => {
    await using watch = await TestWatch.open(url());
    await Promise.all(Array.from({ length: 20 }, () => watch.text(phone, BOOKING, SID)));
    // a repeat may take the turn before the first try does, and counts as a second attempt
    await expectOneEffect(watch, { attempts: [1, 2] });
  });

  it('the first text of a phone that nobody knows may come twenty times at once too', async () => {
    await using watch = await TestWatch.open(url());
    const receipts = await Promise.all(Array.from({ length: 20 }, () => watch.receive('+27831112222', 'hi', SID)));
    expect(receipts.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(receipts.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(await db()('inbox')).toHaveLength(1);
    expect(await db()('conversations')).toHaveLength(1);
    expect(await db()('addresses')).toHaveLength(1);
  });

  it('a text that comes at two processes at once has one effect and one answer', async () => {
    await using one = await TestWatch.open(url());
    await using other = await TestWatch.open(url(), { sender: one.sender });
    await Promise.all([one, other, one, other].map((watch) => watch.text(phone, BOOKING, SID)));
    expect(other.errors).toEqual([]);
    await one.drain();
    expect(one.sender.bodiesTo(phone)).toHaveLength(1);
    expect(await db()('bookings')).toHaveLength(1);
  });

  it('a text that comes again after a restart changes nothing', async () => {
    const watch = await TestWatch.open(url());
    await watch.text(phone, BOOKING, SID);
    await watch[Symbol.asyncDispose]();
    await using restarted = await TestWatch.open(url(), { sender: watch.sender });
    await restarted.text(phone, BOOKING, SID);
    await expectOneEffect(restarted);
  });

  it('a text that was stored when the process died is handled by the next one, once', async () => {
    const dead = await TestWatch.open(url());
    await dead.receive(phone, BOOKING, SID);
    await dead[Symbol.asyncDispose]();
    await using restarted = await TestWatch.open(url());
    await Promise.all([
      restarted.services.conversations.catchUp({ all: true }),
      restarted.services.conversations.catchUp({ all: true }),
      restarted.text(phone, BOOKING, SID),
    ]);
    await expectOneEffect(restarted);
  });

  it('a text that just arrived is left to the process that received it, and picked up if it waits too long', async () => {
    await using watch = await TestWatch.open(url());
    await watch.receive(phone, BOOKING, SID);
    await watch.services.conversations.catchUp();
    expect(await listOutbox(db())).toEqual([]);
    watch.later(20_000);
    await watch.services.conversations.catchUp();
    await expectOneEffect(watch);
  });
});
