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

  /** A shift booked long before, whose reminder of two hours before the start is queued but not sent. */
  const openWithReminders = async () => {
    const watch = await TestWatch.open(url());
    watch.now = at('2026-11-27T08:00');
    await watch.text(booker, `book sat 02:00 with sipho ${buddy}`);
    await watch.drain();
    await watch.text(buddy, 'yes');
    await watch.drain();
    watch.now = at('2026-11-28T00:30');
    expect(await watch.services.timers.runDue()).toBe(2);
    expect(await watch.services.timers.runDue()).toBe(0);
    return watch;
  };

  describe('a reminder in the queue', () => {
    it('is sent to both while it is true', async () => {
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

    it('is cancelled for the person who is no longer on the shift, and sent to the other', async () => {
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

    it('is cancelled for a person who has opted out meanwhile', async () => {
      await using watch = await openWithReminders();
      await watch.text(buddy, 'STOP');
      await watch.drain();
      expect(await ends('reminder_2h')).toEqual({ [booker]: ['sent', null], [buddy]: ['cancelled', 'opted out'] });
    });

    it('is checked again before another attempt', async () => {
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

  it('a reminder is cancelled for the person who has checked in, and sent to the other', async () => {
    await using watch = await openWithReminders();
    watch.now = at('2026-11-28T01:40');
    await watch.text(booker, 'in');
    await watch.drain();
    expect(await ends('reminder_2h')).toEqual({ [booker]: ['cancelled', 'already answered'], [buddy]: ['sent', null] });
  });

  describe('what a coordinator is asked for', () => {
    const openWithCoordinators = async (env: Record<string, string> = {}) => {
      const watch = await TestWatch.open(url(), { env });
      const ann = (await buildVolunteer(db(), { name: 'Ann', role: 'coordinator' })).phone ?? '';
      const carl = (await buildVolunteer(db(), { name: 'Carl', role: 'coordinator' })).phone ?? '';
      return { watch, ann, carl };
    };

    it('an alarm is cancelled for the coordinator who took the case before it was sent, and sent to the others', async () => {
      const { watch, ann, carl } = await openWithCoordinators();
      await watch.text(booker, 'report 2 two men');
      const { caseNumber } = await db()('reports').first('caseNumber');
      await watch.text(ann, `ack ${caseNumber}`);
      await watch.drain();
      expect(await ends('alarm')).toMatchObject({ [ann]: ['cancelled', 'already answered'], [carl]: ['sent', null] });
      await watch[Symbol.asyncDispose]();
    });

    it('to admit a newcomer is cancelled once another coordinator did', async () => {
      const { watch, ann, carl } = await openWithCoordinators({ JOIN_POLICY: 'approval' });
      await watch.text('+27835550102', 'join');
      await watch.text('+27835550102', 'Nomsa Dube');
      const { payload } = await db()('outbox').where({ messageType: 'otp' }).first('payload');
      await watch.text('+27835550102', payload.slice(0, 6));
      const { ref } = await db()('users').where({ phone: '+27835550102' }).first('ref');
      await watch.text(ann, `admit ${ref}`);
      await watch.drain();
      expect(await ends('membership_notice')).toMatchObject({
        [ann]: ['cancelled', 'already answered'],
        [carl]: ['cancelled', 'already answered'],
      });
      await watch[Symbol.asyncDispose]();
    });

    it('to find a buddy is cancelled once there is one, or the shift was dropped', async () => {
      const { watch, ann, carl } = await openWithCoordinators();
      await watch.text(booker, 'book sat 02:00 with none');
      const { ref } = await db()('bookings').first('ref');
      await watch.text(booker, `buddy ${ref} joseph`);
      await watch.drain();
      expect(await ends('coordinator_notice')).toEqual({
        [ann]: ['cancelled', 'already answered'],
        [carl]: ['cancelled', 'already answered'],
      });
      await watch[Symbol.asyncDispose]();
    });
  });

  it('the notice to a buddy is cancelled when the shift was dropped before it was sent', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(booker, `book sat 02:00 with sipho ${buddy}`);
    await db()('bookings').update({ droppedAt: watch.now });
    await watch.drain();
    expect(await ends('shift_notice')).toEqual({ [buddy]: ['cancelled', 'dropped'] });
  });

  it('after STOP on WhatsApp the confirmation is the last message, until START', async () => {
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

  it('after STOP by SMS nothing is sent, not even messages that were queued before', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(booker, 'shifts');
    await watch.text(booker, 'STOP');
    await watch.drain();
    expect(watch.sender.attempts).toEqual([]);
    expect(await ends('answer')).toEqual({ [booker]: ['cancelled', 'opted out'] });
  });
});
