import { beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '#src/asks/ask.ts';
import { answerAsk, expireAsk, withdrawAsks } from '#src/asks/end-ask.ts';
import { listAskedQuestions } from '#src/asks/list-asked-questions.ts';
import { DAY, HOUR, MINUTE } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type buildAsk, getBuiltAsk } from '#test/support/asks.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const SIPHO = '+27832001001';

onBothDatabases((db, _kind, url) => {
  let sipho: User;
  beforeEach(async () => {
    await emptyWatch(db());
    sipho = await buildVolunteer(db(), { name: 'Sipho Mokoena', phone: SIPHO });
  });

  /** Asks Sipho, with a question that is queued and not sent yet. */
  const ask = async (watch: TestWatch, given: Partial<Parameters<typeof buildAsk>[2]> = {}): Promise<Ask> => {
    const asked = { identity: SIPHO, userId: sipho.userId, ...given };
    const opened = await getBuiltAsk(db(), { clock: watch.services.clock }, asked);
    await watch.queue({
      to: { identity: SIPHO },
      messageType: 'shift_notice',
      body: 'Do you come?',
      askId: opened.askId,
    });
    return opened;
  };
  const list = (watch: TestWatch, identity = SIPHO) =>
    watch.services.transact((trx) => listAskedQuestions(trx, watch.now, identity));
  const refs = async (watch: TestWatch, identity = SIPHO) =>
    (await list(watch, identity)).map(({ ask: { ref, status }, handed }) => [ref, status, handed?.at]);
  const end = (watch: TestWatch, { askId, subject }: Ask, by: 'answer' | 'expiry' | 'withdrawal') =>
    watch.services.transact(async (trx) => {
      const { clock } = watch.services;
      if (by === 'answer') await answerAsk(trx, clock, { askId, answer: 'yes' });
      if (by === 'expiry') await expireAsk(trx, clock, askId);
      if (by === 'withdrawal') await withdrawAsks(trx, { clock }, { subject });
    });

  describe('the question of an ask', () => {
    it.each([
      ['answered', 'answer', 'already answered'],
      ['expired', 'expiry', 'asked too late'],
      ['withdrawn', 'withdrawal', 'no longer asked'],
    ] as const)('is not sent once the ask is %s', async (_, by, error) => {
      await using watch = await TestWatch.open(url());
      await end(watch, await ask(watch), by);
      await watch.drain();
      expect(watch.sender.bodiesTo(SIPHO)).toEqual([]);
      expect(await db()('outbox').select('status', 'error')).toEqual([{ status: 'cancelled', error }]);
    });

    it('is not sent once we have asked again, and the newer one is', async () => {
      await using watch = await TestWatch.open(url());
      await ask(watch);
      await ask(watch);
      await watch.drain();
      expect(await db()('outbox').orderBy('outboxId').select('status', 'error')).toEqual([
        { status: 'cancelled', error: 'asked again' },
        { status: 'sent', error: null },
      ]);
    });

    it('is not sent after its deadline, even if the timer is late', async () => {
      await using watch = await TestWatch.open(url());
      await ask(watch, { deadlineAt: new Date(watch.now.getTime() + HOUR) });
      watch.later(HOUR);
      await watch.drain();
      expect(await db()('outbox').select('status', 'error')).toEqual([
        { status: 'cancelled', error: 'asked too late' },
      ]);
    });
  });

  describe('what a person may be answering', () => {
    it('tells when each question was handed to the provider', async () => {
      await using watch = await TestWatch.open(url());
      await ask(watch);
      await watch.drain();
      const sentAt = watch.now;
      watch.later(MINUTE);
      await ask(watch, { subject: 'booking:18', ref: 'P8' });
      expect(await refs(watch)).toEqual([
        ['K7', 'open', sentAt],
        ['P8', 'open', undefined],
      ]);
    });

    it('leaves out that a question was sent if the provider refused it or it did not arrive', async () => {
      await using watch = await TestWatch.open(url());
      await ask(watch);
      await watch.drain();
      await db()('outbox').update({ deliveryStatus: 'undelivered' });
      expect(await refs(watch)).toEqual([['K7', 'open', undefined]]);
      await db()('outbox').update({ deliveryStatus: null, status: 'failed' });
      expect(await refs(watch)).toEqual([['K7', 'open', undefined]]);
      await db()('outbox').update({ status: 'unknown' });
      expect(await refs(watch)).toEqual([['K7', 'open', watch.now]]);
    });

    it('knows when the provider had sent it, if we learnt that after a restore', async () => {
      await using watch = await TestWatch.open(url());
      await ask(watch);
      await watch.drain();
      await db()('outbox').update({ sendingAt: null });
      expect(await refs(watch)).toEqual([['K7', 'open', watch.now]]);
    });

    it('includes for a day what has ended without an answer of theirs', async () => {
      await using watch = await TestWatch.open(url());
      await end(watch, await ask(watch), 'expiry');
      await end(watch, await ask(watch, { subject: 'booking:18', ref: 'P8' }), 'answer');
      expect((await refs(watch)).map(([ref, status]) => [ref, status])).toEqual([['K7', 'expired']]);
      watch.later(DAY);
      expect(await refs(watch)).toEqual([]);
    });

    it('leaves out what an earlier owner of the number was asked', async () => {
      await using watch = await TestWatch.open(url());
      await ask(watch);
      await db()('users').where({ userId: sipho.userId }).update({ status: 'left' });
      expect(await refs(watch)).toEqual([]);
      await buildVolunteer(db(), { phone: SIPHO });
      expect(await refs(watch)).toEqual([]);
    });
  });
});
