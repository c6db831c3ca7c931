import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { emptyWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

/** A member knows one number, and books shift after shift with it to find out when its owner patrols. */
onBothApis((api) => {
  let thandi: User;
  let sipho: User;
  let nomsa: User;
  let scheduleId: number;

  beforeEach(async () => {
    await emptyWatch(api().db);
    api().clock.moveTo(at('2026-11-27T12:00'));
    thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
    sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
    nomsa = await buildVolunteer(api().db, { name: 'Nomsa Mokoena' });
    ({ scheduleId } = await buildSchedule(api().db, { cronExpr: '0 * * * *', durationMinutes: 60, capacity: 3 }));
  });

  const book = (hour: number, by: User, buddy?: User) =>
    api().call('POST', '/bookings', {
      as: by.userId,
      body: {
        schedule_id: scheduleId,
        start_time: `2026-11-28T0${hour}:00:00+02:00`,
        ...(buddy && { buddy_phone: buddy.phone }),
      },
    });
  const textsTo = async ({ phone }: User) => (await api().queuedFor(phone ?? '')).map(({ payload }) => payload);
  const last = async (user: User) => (await textsTo(user)).at(-1) ?? '';
  /** Without what differs between any two bookings. */
  const shape = (text: string) =>
    text
      .replace(/Sipho|Nomsa/g, 'Buddy')
      .replace(/\b0\d:00\b/g, 'hh:00')
      .replace(/\b[A-Z]\d{1,4}\b/g, 'REF');

  test('the API answers for a busy buddy as for a free one, and so does the text to the booker', async () => {
    expect((await book(1, sipho)).status).toBe(201);
    const [busy, free] = [await book(1, thandi, sipho), await book(3, thandi, nomsa)];
    const told = await textsTo(thandi);
    expect([busy.status, free.status]).toEqual([201, 201]);
    const other = {
      booking_id: 0,
      ref: '',
      shift_start: '',
      shift_end: '',
      when: '',
      buddy_user_id: 0,
      buddy_name: '',
    };
    expect({ ...(busy.body as object), ...other, created_at: '' }).toEqual({
      ...(free.body as object),
      ...{ ...other, created_at: '' },
    });
    expect(told.map(shape)).toEqual([shape(told[0] ?? ''), shape(told[0] ?? '')]);
  });

  test('by text it is the same', async () => {
    await book(1, sipho);
    for (const [hour, buddy] of [
      [1, sipho],
      [3, nomsa],
    ] as const) {
      await textIn(api().services, thandi.phone ?? '', `book sat 0${hour}:00 with x ${buddy.phone}`);
    }
    const [busy = '', free = ''] = await textsTo(thandi);
    expect(busy).toContain('Booked: Sat 28 Nov 01:00');
    expect(shape(busy)).toBe(shape(free));
  });

  test.each(['busy', 'free'])('the third shift in a day with one number is refused if its owner is %s', async (is) => {
    if (is === 'busy') for (const hour of [1, 3, 5]) await book(hour, sipho);
    expect([await book(1, thandi, sipho), await book(3, thandi, sipho)].map(({ status }) => status)).toEqual([
      201, 201,
    ]);
    const third = await book(5, thandi, sipho);
    expect(third).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    // giving the others up, or naming another buddy for them, gives no new tries
    await textIn(api().services, thandi.phone ?? '', `book sat 06:00 with x ${sipho.phone}`);
    expect(await last(thandi)).toContain('no more until tomorrow');
    expect((await book(5, thandi)).status).toBe(201);
    api().clock.moveTo(at('2026-11-28T00:10'));
    expect((await book(7, thandi, sipho)).status).toBe(201);
  });

  describe('the busy buddy', () => {
    test('is asked, learns of the other shift with a yes, and then the booker hears the answer', async () => {
      const own = (await book(1, sipho)).body as { ref: string };
      const { booking_id: id, ref } = (await book(1, thandi, sipho)).body as { booking_id: number; ref: string };
      expect(
        (await textsTo(sipho)).some((text) => text.includes(`Ref ${ref}.`) && text.includes('Can you come?')),
      ).toBe(true);
      // the question reaches the phone
      await api().db('outbox').update({ status: 'sent', sentAt: api().clock.now() });
      const confirmed = async () => (await api().db('bookings').where({ bookingId: id }).first()).buddyConfirmedAt;
      const before = (await textsTo(thandi)).length;
      await textIn(api().services, sipho.phone ?? '', `Y ${ref}`);
      expect(await last(sipho)).toContain(`You have another shift at that time: Sat 28 Nov 01:00-02:00, ${own.ref}.`);
      expect(await confirmed()).toBeNull();
      expect(await textsTo(thandi)).toHaveLength(before);

      await textIn(api().services, sipho.phone ?? '', `N ${ref}`);
      expect(await last(thandi)).toContain("Sipho M can't come");
    });

    /** An invitation for 01:00 that has reached the phone. */
    const invite = async (by: User) => {
      const { booking_id: id, ref } = (await book(1, by, sipho)).body as { booking_id: number; ref: string };
      await api().db('outbox').update({ status: 'sent', sentAt: api().clock.now() });
      return { id, ref };
    };
    const isConfirmed = async ({ id }: { id: number }) =>
      (await api().db('bookings').where({ bookingId: id }).first()).buddyConfirmedAt !== null;

    test('says yes to one of two invitations for the same time', async () => {
      const [first, second] = [await invite(thandi), await invite(nomsa)];
      await textIn(api().services, sipho.phone ?? '', `Y ${first.ref}`);
      await textIn(api().services, sipho.phone ?? '', `Y ${second.ref}`);
      expect([await isConfirmed(first), await isConfirmed(second)]).toEqual([true, false]);
      expect(await last(sipho)).toContain('You have another shift at that time');
    });

    test('never holds two shifts, also if a yes and an own booking come at once', async () => {
      const invitation = await invite(thandi);
      const [own] = await Promise.all([
        book(1, sipho),
        textIn(api().services, sipho.phone ?? '', `Y ${invitation.ref}`),
      ]);
      expect(await isConfirmed(invitation)).toBe(own.status !== 201);
    });
  });
});
