import { beforeEach, describe, expect, it } from 'vitest';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

onBothDatabases((db, _kind, url) => {
  let booker = '';
  let buddy = '';
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    booker = (await buildVolunteer(db())).phone ?? '';
    buddy = (await buildVolunteer(db())).phone ?? '';
  });

  const ends = async (messageType: string) => {
    const rows = await db()('outbox').where({ messageType }).select('identity', 'status', 'error');
    return Object.fromEntries(rows.map(({ identity, status, error }) => [identity, [status, error]]));
  };

  /** Booked long ahead, and the reminder two hours before the start is queued but not sent. */
  const openWithReminders = async () => {
    const watch = await TestWatch.open(url());
    watch.now = at('2026-11-27T08:00');
    await watch.text(booker, `book sat 02:00 with sipho ${buddy}`);
    await watch.drain();
    watch.now = at('2026-11-28T00:30');
    expect(await watch.services.reminders.queueDue()).toBe(2);
    expect(await watch.services.reminders.queueDue()).toBe(0);
    return watch;
  };

  describe('a reminder in the queue', () => {
    it('leaves to both while it is true', async () => {
      await using watch = await openWithReminders();
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({ [booker]: ['sent', null], [buddy]: ['sent', null] });
    });

    it('is cancelled when the shift was dropped', async () => {
      await using watch = await openWithReminders();
      await db()('bookings').update({ droppedAt: watch.now });
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({
        [booker]: ['cancelled', 'dropped'],
        [buddy]: ['cancelled', 'dropped'],
      });
    });

    it('is cancelled when the shift was moved', async () => {
      await using watch = await openWithReminders();
      await db()('bookings').update({ shiftStart: at('2026-11-28T02:30') });
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({ [booker]: ['cancelled', 'moved'], [buddy]: ['cancelled', 'moved'] });
    });

    it('is cancelled for who is no longer on it, and leaves to the other', async () => {
      await using watch = await openWithReminders();
      await db()('bookings').update({ buddyUserId: null });
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({
        [booker]: ['sent', null],
        [buddy]: ['cancelled', 'no longer on it'],
      });
    });

    it('is cancelled once the shift has started', async () => {
      await using watch = await openWithReminders();
      watch.now = at('2026-11-28T02:00');
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({
        [booker]: ['cancelled', 'expired'],
        [buddy]: ['cancelled', 'expired'],
      });
      await db()('outbox').where({ messageType: 'reminder_2h' }).update({ status: 'queued', expiresAt: null });
      watch.later(1);
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({
        [booker]: ['cancelled', 'started'],
        [buddy]: ['cancelled', 'started'],
      });
    });

    it('is cancelled for who has opted out meanwhile', async () => {
      await using watch = await openWithReminders();
      await watch.text(buddy, 'STOP');
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({ [booker]: ['sent', null], [buddy]: ['cancelled', 'opted out'] });
    });

    it('is looked at again before it is sent again', async () => {
      await using watch = await openWithReminders();
      watch.sender.answer = () => ({ outcome: 'retry', code: '20429', reason: 'too many requests' });
      await watch.drain();
      watch.sender.answer = () => watch.sender.accepted();
      await db()('bookings').update({ droppedAt: watch.now });
      watch.later(60_000);
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({
        [booker]: ['cancelled', 'dropped'],
        [buddy]: ['cancelled', 'dropped'],
      });
    });
  });

  it('the notice to a buddy is cancelled when the shift was dropped before it left', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(booker, `book sat 02:00 with sipho ${buddy}`);
    await db()('bookings').update({ droppedAt: watch.now });
    await watch.drain();
    expect(await ends('shift_notice')).toEqual({ [buddy]: ['cancelled', 'dropped'] });
  });

  it('after STOP on WhatsApp the confirmation is the last that leaves, until START', async () => {
    await using watch = await TestWatch.open(url());
    const address = `whatsapp:${booker}`;
    await watch.text(address, 'STOP');
    await watch.text(address, 'shifts');
    await watch.queue({ to: { identity: booker }, messageType: 'alarm' });
    await watch.queue({ to: { identity: booker }, messageType: 'announcement' });
    await watch.drain();
    expect(watch.sender.attempts.map(({ to, messageType }) => [to, messageType])).toEqual([
      [address, 'opt_out_confirmation'],
    ]);
    await watch.text(address, 'START');
    await watch.drain();
    expect(watch.sender.attempts).toHaveLength(2);
    expect(watch.sender.bodies().at(-1)).toMatch(/^Welcome back/);
  });

  it('after STOP by SMS nothing leaves at all, and nothing that was queued before', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(booker, 'shifts');
    await watch.text(booker, 'STOP');
    await watch.drain();
    expect(watch.sender.attempts).toEqual([]);
    expect(await ends('answer')).toEqual({ [booker]: ['cancelled', 'opted out'] });
  });
});
