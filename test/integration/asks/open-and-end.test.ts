import { beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '#src/asks/ask.ts';
import { answerAsk, expireAsk, withdrawAsks } from '#src/asks/end-ask.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buildAsk, getBuiltAsk } from '#test/support/asks.ts';
import { at, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch } from '#test/support/test-watch.ts';

const NOW = at('2026-11-27T12:00');
const DEADLINE = after(NOW, HOUR);

onBothDatabases((db) => {
  const clock = { now: () => NOW };
  let member: User;
  let phone = '';
  beforeEach(async () => {
    await emptyWatch(db());
    member = await buildVolunteer(db());
    phone = member.phone ?? '';
  });

  const open = (given: Partial<Parameters<typeof buildAsk>[2]> = {}): Promise<Ask> =>
    getBuiltAsk(db(), { clock }, { identity: phone, userId: member.userId, ...given });
  const answer = (ask: Ask, words = 'yes') =>
    inTransaction(db(), (trx) => answerAsk(trx, clock, { askId: ask.askId, answer: words }));
  const statuses = async () =>
    (await db()('asks').orderBy('askId').select('status')).map(({ status }: { status: string }) => status);
  const timers = async () => db()('timers').orderBy('timerId').select('kind', 'subject', 'status', 'dueAt');

  describe('an ask', () => {
    it('is opened once for a key', async () => {
      const first = await open({ key: 'buddy_invitation:inbox:8:17' });
      const again = { identity: phone, subject: 'booking:18', ref: 'P8', key: first.key };
      expect(await buildAsk(db(), { clock }, again)).toBeUndefined();
      expect(await statuses()).toEqual(['open']);
    });

    it('expires by a timer at its deadline, and never without one', async () => {
      const deadlineAt = DEADLINE;
      const ask = await open({ deadlineAt });
      await open({ subject: 'booking:18', ref: 'P8' });
      expect((await timers()).map((timer) => ({ ...timer, dueAt: new Date(timer.dueAt) }))).toEqual([
        { kind: 'ask_expiry', subject: `ask:${ask.askId}`, status: 'waiting', dueAt: deadlineAt },
      ]);
    });

    it('of a text from before a restore expires only after the operator has resumed', async () => {
      const tools = { clock, heldSince: NOW };
      await buildAsk(db(), tools, { identity: phone, deadlineAt: DEADLINE });
      expect(await timers()).toEqual([expect.objectContaining({ status: 'held' })]);
    });

    it('supersedes older ones of the same person about the same subject, of whatever kind', async () => {
      const other = await buildVolunteer(db());
      await open({ deadlineAt: DEADLINE });
      await open({ identity: other.phone ?? '', userId: other.userId });
      await open({ subject: 'booking:18', ref: 'P8' });
      await open({ kind: 'presence' });
      expect(await statuses()).toEqual(['superseded', 'open', 'open', 'open']);
      expect(await timers()).toEqual([expect.objectContaining({ status: 'not_needed' })]);
    });

    it('supersedes an older one of the same kind with the same ref, because refs are used again', async () => {
      await open({ subject: 'booking:17', ref: 'K7' });
      await open({ subject: 'booking:99', ref: 'K7' });
      expect(await statuses()).toEqual(['superseded', 'open']);
    });

    it('is answered once, and its timer ends', async () => {
      const ask = await open({ deadlineAt: DEADLINE });
      expect(await answer(ask)).toMatchObject({
        status: 'answered',
        answer: 'yes',
        endedAt: NOW,
        deadlineAt: DEADLINE,
      });
      expect(await answer(ask, 'no')).toBeUndefined();
      expect(await inTransaction(db(), (trx) => expireAsk(trx, clock, ask.askId))).toBeUndefined();
      expect(await db()('asks').first('answer')).toEqual({ answer: 'yes' });
      expect(await timers()).toEqual([expect.objectContaining({ status: 'not_needed' })]);
    });

    it('stays open if the effect of its answer fails', async () => {
      const ask = await open();
      const failing = inTransaction(db(), async (trx) => {
        await answerAsk(trx, clock, { askId: ask.askId, answer: 'yes' });
        throw new Error('the effect fails');
      });
      await expect(failing).rejects.toThrow('the effect fails');
      expect(await statuses()).toEqual(['open']);
    });

    it('is withdrawn by its subject, for everybody or for one person', async () => {
      const other = await buildVolunteer(db());
      const withdraw = (about: Parameters<typeof withdrawAsks>[2]) =>
        inTransaction(db(), (trx) => withdrawAsks(trx, { clock }, about));
      await open();
      await open({ identity: other.phone ?? '', userId: other.userId });
      await open({ subject: 'booking:18', ref: 'P8' });
      await withdraw({ subject: 'booking:17', userId: other.userId });
      expect(await statuses()).toEqual(['open', 'withdrawn', 'open']);
      await withdraw({ subject: 'booking:17' });
      expect(await statuses()).toEqual(['withdrawn', 'withdrawn', 'open']);
      await withdraw({ userId: member.userId });
      expect(await statuses()).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    });
  });
});
