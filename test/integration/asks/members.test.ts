import { beforeEach, describe, expect, it } from 'vitest';
import { changeMember, type MemberEdit } from '#src/actions/members/change-member.ts';
import { forgetNumber, forgetPerson } from '#src/actions/members/forget-person.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { requireNewProof } from '#src/actions/members/require-new-proof.ts';
import { listAskedQuestions } from '#src/asks/list-asked-questions.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { getBuiltAsk } from '#test/support/asks.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const SIPHO = '+27832001001';
const NEW_NUMBER = '+27832009009';
const QUESTION = 'Thandi N booked you as buddy. Do you come?';

onBothDatabases((db, _kind, url) => {
  let ann: User;
  let sipho: User;
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    ann = await buildVolunteer(db(), { name: 'Ann Botha', role: 'coordinator' });
    sipho = await buildVolunteer(db(), { name: 'Sipho Mokoena', phone: SIPHO });
  });

  const openAsked = async (): Promise<TestWatch> => {
    const watch = await TestWatch.open(url());
    const deadlineAt = after(watch.now, HOUR);
    const asked = { identity: SIPHO, userId: sipho.userId, deadlineAt, payload: { bookedBy: 4 } };
    const { askId } = await getBuiltAsk(db(), { clock: watch.services.clock }, asked);
    await watch.queue({
      to: { identity: SIPHO },
      messageType: 'shift_notice',
      body: QUESTION,
      userId: sipho.userId,
      askId,
    });
    return watch;
  };
  const origin = () => ({ cause: 'test', channel: 'api', actor: ann, userId: sipho.userId }) as const;
  const change = (watch: TestWatch, edit: MemberEdit) =>
    watch.services.transact((trx) => changeMember(trx, watch.services.settings, { ...origin(), change: edit }));
  const statuses = async () => (await db()('asks')).map(({ status }: { status: string }) => status);
  const questionsTo = (watch: TestWatch, phone: string) =>
    watch.sender.bodiesTo(phone).filter((body) => body.includes('Do you come?'));

  describe('what a member was asked', () => {
    it.each([
      [
        'leaves',
        (watch: TestWatch) => watch.services.transact((trx) => markAsLeft(trx, watch.services.settings, origin())),
      ],
      ['is suspended', (watch: TestWatch) => change(watch, { status: 'suspended' })],
      [
        'must prove the number again',
        (watch: TestWatch) => watch.services.transact((trx) => requireNewProof(trx, watch.services.settings, sipho)),
      ],
      [
        'is erased',
        (watch: TestWatch) => watch.services.transact((trx) => forgetPerson(trx, watch.services.settings, origin())),
      ],
    ] as const)('is withdrawn when the member %s', async (_, happens) => {
      await using watch = await openAsked();
      await happens(watch);
      expect(await statuses()).toEqual(['withdrawn']);
      expect(await db()('timers').where({ kind: 'ask_expiry', status: 'waiting' })).toEqual([]);
      await watch.drain();
      expect(questionsTo(watch, SIPHO)).toEqual([]);
    });

    it('about a shift is withdrawn when its booker leaves', async () => {
      await using watch = await TestWatch.open(url());
      const thandi = await buildVolunteer(db(), { name: 'Thandi Nkosi' });
      await watch.text(thandi.phone ?? '', 'book sat 00:00 alone');
      const { bookingId, ref } = await db()('bookings').first();
      await db()('asks').delete();
      const asked = { identity: SIPHO, userId: sipho.userId, subject: `booking:${bookingId}`, ref };
      await getBuiltAsk(db(), { clock: watch.services.clock }, asked);
      await watch.services.transact((trx) =>
        markAsLeft(trx, watch.services.settings, { ...origin(), userId: thandi.userId }),
      );
      expect(await statuses()).toEqual(['withdrawn']);
    });

    it('is asked again at a new number, and nobody can answer it from the earlier one', async () => {
      await using watch = await openAsked();
      await watch.drain();
      expect(questionsTo(watch, SIPHO)).toEqual([QUESTION]);
      await change(watch, { phone: NEW_NUMBER });
      const list = (identity: string) => watch.services.transact((trx) => listAskedQuestions(trx, watch.now, identity));
      expect(await list(SIPHO)).toEqual([]);
      // it has not been asked there yet
      expect(await list(NEW_NUMBER)).toEqual([expect.objectContaining({ handed: undefined })]);
      await watch.drain();
      expect([questionsTo(watch, SIPHO), questionsTo(watch, NEW_NUMBER)]).toEqual([[QUESTION], [QUESTION]]);
      expect(await list(NEW_NUMBER)).toEqual([expect.objectContaining({ handed: expect.anything() })]);
      expect(await statuses()).toEqual(['open']);
    });

    it('is not sent to the earlier number any more', async () => {
      await using watch = await openAsked();
      await change(watch, { phone: NEW_NUMBER });
      await watch.drain();
      expect([questionsTo(watch, SIPHO), questionsTo(watch, NEW_NUMBER)]).toEqual([[], [QUESTION]]);
    });

    it.each([
      ['the number that they have', SIPHO],
      ['an earlier number, which somebody else has now', NEW_NUMBER],
    ])('at %s keeps neither number nor answer after an erasure', async (_, identity) => {
      await using watch = await openAsked();
      if (identity !== SIPHO) await buildVolunteer(db(), { phone: identity });
      await db()('asks').update({
        identity,
        status: 'answered',
        answer: 'yes',
        endedAt: watch.now,
        key: `buddy_invitation:${identity}`,
      });
      await watch.services.transact((trx) => forgetPerson(trx, watch.services.settings, origin()));
      const [ask] = await db()('asks');
      expect(ask).toMatchObject({ userId: sipho.userId, status: 'answered', answer: null, payload: '{}' });
      expect([ask.identity, ask.key]).toEqual([
        expect.stringMatching(/^forgotten:/),
        expect.not.stringContaining(identity),
      ]);
    });

    it('keeps no number after the erasure of somebody who is not a member', async () => {
      await using watch = await TestWatch.open(url());
      const { askId } = await getBuiltAsk(db(), { clock: watch.services.clock }, { identity: NEW_NUMBER });
      await watch.services.transact((trx) => forgetNumber(trx, watch.services.settings, NEW_NUMBER));
      const ask = await db()('asks').where({ askId }).first();
      expect([ask.identity, ask.status]).toEqual([expect.stringMatching(/^forgotten:/), 'withdrawn']);
    });
  });
});
