import { beforeEach, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const NIGHT = '2026-11-28T00:00:00+02:00';
const ROUNDS = 4;
let texts = 0;

onBothApis((api) => {
  let scheduleId: number;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    await useNewSchedule();
  });

  /** The only one that still offers anything. */
  async function useNewSchedule() {
    await api().db('schedules').update({ endDate: '2026-01-01' });
    ({ scheduleId } = await buildSchedule(api().db));
  }

  const book = async (token: string, headers = {}) =>
    api().call('POST', '/bookings', { token, body: { schedule_id: scheduleId, start_time: NIGHT }, headers });

  const confirmations = async () => {
    const live = await api().db('bookings').where({ scheduleId }).whereNull('droppedAt');
    expect(live).toHaveLength(1);
    return api().db('outbox').where({ messageType: 'booking_confirmation', bookingId: live[0].bookingId });
  };

  const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();
  const LOSERS = Array<number>(49).fill(409);

  test('of 50 volunteers at the same moment one gets the slot, and one confirmation', async () => {
    const tokens: string[] = [];
    for (let count = 0; count < 50; count += 1)
      tokens.push(await api().tokenOf((await buildVolunteer(api().db)).userId));
    const answers = await Promise.all(tokens.map((token) => book(token)));
    expect(statusesOf(answers)).toEqual([201, ...LOSERS]);
    for (const { status, body } of answers) if (status === 409) expect(body).toMatchObject({ code: 'slot_taken' });
    expect(await confirmations()).toHaveLength(1);
  });

  test('50 requests of one volunteer make one booking, and one confirmation', async () => {
    const token = await api().tokenOf((await buildVolunteer(api().db)).userId);
    const answers = await Promise.all(Array.from({ length: 50 }, () => book(token)));
    expect(statusesOf(answers)).toEqual([201, ...LOSERS]);
    expect(await confirmations()).toHaveLength(1);
  });

  test('nobody gets two shifts at the same time, in whichever order they ask', async () => {
    const other = await buildSchedule(api().db, { cronExpr: '0 1 * * 6' });
    const token = await api().tokenOf((await buildVolunteer(api().db)).userId);
    const body = { schedule_id: other.scheduleId, start_time: '2026-11-28T01:00:00+02:00' };
    const answers = await Promise.all([book(token), api().call('POST', '/bookings', { token, body })]);
    expect(statusesOf(answers)).toEqual([201, 400]);
  });

  test('two members who name each other as buddy at the same moment do not deadlock', async () => {
    const pair = [await buildVolunteer(api().db), await buildVolunteer(api().db)] as const;
    await api().db('schedules').where({ scheduleId }).update({ capacity: 2 });
    const answers = await Promise.all(
      pair.map(({ userId }, index) =>
        api().call('POST', '/bookings', {
          as: userId,
          body: { schedule_id: scheduleId, start_time: NIGHT, buddy_phone: pair[1 - index]?.phone },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  async function text(from: User, body: string): Promise<void> {
    const { inbox, conversations } = api().services;
    texts += 1;
    const providerSid = `SM${String(texts).padStart(32, '0')}`;
    const address = { from: from.phone ?? '', to: '+27600000001', channel: 'sms' as const };
    const { conversationId } = await inbox.receive({ providerSid, ...address, body, attachments: [], raw: '{}' });
    await conversations.advance(conversationId);
  }

  test('of a text and an API request at the same moment one gets the slot', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await useNewSchedule();
      const texting = await buildVolunteer(api().db);
      const calling = await buildVolunteer(api().db);
      const token = await api().tokenOf(calling.userId);
      await text(texting, 'SHIFTS');
      await text(texting, '1');
      const [answer] = await Promise.all([book(token), text(texting, 'NONE')]);

      const byText = (await api().queuedFor(texting.phone ?? '')).map(({ messageType }) => messageType);
      const byApi = (await api().queuedFor(calling.phone ?? '')).map(({ messageType }) => messageType);
      const live = await api().db('bookings').where({ scheduleId });
      expect(live).toHaveLength(1);
      const hasApiWon = live[0].userId === calling.userId;
      expect(answer.status).toBe(hasApiWon ? 201 : 409);
      expect(byApi).toEqual(hasApiWon ? ['booking_confirmation'] : []);
      expect(byText.at(-1)).toBe(hasApiWon ? 'answer' : 'booking_confirmation');
    }
  });

  test('both are confirmed in the same words', async () => {
    const texting = await buildVolunteer(api().db);
    const calling = await buildVolunteer(api().db);
    await api().db('schedules').where({ scheduleId }).update({ capacity: 2 });
    await text(texting, 'SHIFTS');
    await text(texting, '1');
    await text(texting, 'NONE');
    await book(await api().tokenOf(calling.userId));
    const confirmation = async ({ phone, userId }: User) => {
      const [{ ref }] = await api().db('bookings').where({ userId }).select('ref');
      const sent = await api().queuedFor(phone ?? '');
      const [only, ...others] = sent.filter(({ messageType }) => messageType === 'booking_confirmation');
      expect(others).toEqual([]);
      return only?.payload.replaceAll(ref, 'K7');
    };
    expect(await confirmation(calling)).toBe(await confirmation(texting));
  });
});
