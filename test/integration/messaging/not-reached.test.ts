import { beforeEach, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#src/platform/duration.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const ANN = '+27825550100';
const THANDI = '+27821234567';

onBothDatabases((db, _kind, url) => {
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    await buildVolunteer(db(), { phone: ANN, name: 'Ann', role: 'coordinator' });
    await buildVolunteer(db(), { phone: THANDI, name: 'Thandi Nkosi' });
  });

  /** Thandi's reminder was sent by SMS. `from` is the address of her last text. */
  const openWithReminder = async (from: string) => {
    const watch = await TestWatch.open(url());
    watch.now = at('2026-11-27T08:00');
    await watch.text(from, 'book sat 02:00 with joseph');
    watch.now = at('2026-11-28T00:30');
    await watch.services.timers.runDue();
    await watch.drain();
    return watch;
  };

  const report = async (watch: TestWatch, status: 'undelivered' | 'delivered' | 'failed', key = 'reminder_2h:%') => {
    const row = await db()('outbox').where('idempotencyKey', 'like', key).orderBy('outboxId', 'desc').first();
    const { outboxId, providerSid } = row;
    await watch.services.deliveryStatuses.record({ outboxId, providerSid, status, errorCode: '30005' });
    await watch.drain();
  };

  it('if a reminder did not arrive and has no other channel, the coordinators are told once whom to phone', async () => {
    await using watch = await openWithReminder(THANDI);
    await report(watch, 'undelivered');
    await report(watch, 'failed');
    expect(watch.sender.bodiesTo(ANN)).toEqual([
      'Thandi Nkosi 082 123 4567 did not get our text (a reminder of their shift). Please phone them.',
    ]);
  });

  it('it is sent once on the other channel before the coordinators are told', async () => {
    await using watch = await openWithReminder(`whatsapp:${THANDI}`);
    expect(watch.sender.attempts.at(-1)?.to).toBe(`whatsapp:${THANDI}`);
    await report(watch, 'undelivered');
    expect(watch.sender.attempts.at(-1)?.to).toBe(THANDI);
    expect(watch.sender.bodiesTo(ANN)).toEqual([]);
    await report(watch, 'undelivered');
    expect(watch.sender.bodiesTo(ANN)).toHaveLength(1);
    expect(watch.sender.bodiesTo(THANDI)).toHaveLength(1);
  });

  it('the coordinators are not told once the shift was dropped or has begun', async () => {
    await using watch = await openWithReminder(THANDI);
    watch.later(2 * HOUR);
    await report(watch, 'undelivered');
    expect(watch.sender.bodiesTo(ANN)).toEqual([]);
  });

  it.each(['failed', 'retry'] as const)('the same if each attempt ends as %s', async (outcome) => {
    await using watch = await openWithReminder(`whatsapp:${THANDI}`);
    await db()('outbox').where('messageType', 'reminder_2h').delete();
    await db()('timers').where('kind', 'reminder_2h').update({ status: 'waiting', endedAt: null });
    watch.sender.answer = ({ to }) =>
      to === ANN ? watch.sender.accepted() : { outcome, code: '20503', reason: 'not available' };
    const before = watch.sender.attempts.length;
    await watch.services.timers.runDue();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await watch.drain();
      watch.later(5 * MINUTE);
    }
    const tried = watch.sender.attempts.slice(before).map(({ to }) => to);
    const times = outcome === 'failed' ? 1 : 5;
    expect(tried).toEqual([...Array(times).fill(`whatsapp:${THANDI}`), ...Array(times).fill(THANDI), ANN]);
  });

  it('they are not told of a reply that did not arrive', async () => {
    await using watch = await openWithReminder(THANDI);
    await report(watch, 'undelivered', 'inbox:%:answer:0');
    expect(watch.sender.bodiesTo(ANN)).toEqual([]);
  });
});
