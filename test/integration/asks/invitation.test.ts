import { beforeEach, describe, expect, it } from 'vitest';
import { removeMember } from '#src/actions/members/change-status.ts';
import { setPhone } from '#src/actions/members/set-phone.ts';
import { connect } from '#src/db/connect.ts';
import { DAY, MINUTE } from '#src/platform/duration.ts';
import { optOut } from '#src/volunteers/numbers/opt-out.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

const THANDI = '+27821234567';
const SIPHO = '+27832001001';
const ANN = '+27825550100';
/** "by Sat 20:00" */
const DEADLINE = at('2026-11-28T20:00');
const SID = 'SM00000000000000000000000000000001';

onBothDatabases((db, _kind, url) => {
  let sipho: User;
  let ann: User;
  beforeEach(async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    await buildVolunteer(db(), { name: 'Thandi Nkosi', phone: THANDI });
    sipho = await buildVolunteer(db(), { name: 'Sipho Mokoena', phone: SIPHO });
    ann = await buildVolunteer(db(), { name: 'Ann', phone: ANN, role: 'coordinator' });
  });

  const invite = async (watch: TestWatch) => {
    await watch.text(THANDI, `book sun 00:00 with sipho ${SIPHO}`);
    await watch.drain();
    watch.later(MINUTE);
  };
  const say = async (watch: TestWatch, from: string, body: string, sid?: string) => {
    await watch.text(from, body, sid);
    await watch.drain();
    return watch.sender.bodiesTo(from).at(-1) ?? '';
  };
  const isConfirmed = async () => (await db()('bookings').first('buddyConfirmedAt')).buddyConfirmedAt !== null;
  const statuses = async () => (await db()('asks').orderBy('askId').select('status')).map(({ status }) => status);
  const toldBooker = (watch: TestWatch, words: string) =>
    watch.sender.bodiesTo(THANDI).filter((body) => body.includes(words));

  it.each([1, 2, 3, 4])('an answer and the deadline at the same moment have one outcome (%i)', async (round) => {
    await using watch = await TestWatch.open(url());
    await using other = await TestWatch.open(url(), { sender: watch.sender });
    await invite(watch);
    for (const each of [watch, other]) each.now = DEADLINE;
    const answer = () => watch.text(SIPHO, 'yes');
    const expire = () => other.services.timers.runDue();
    await Promise.all(round % 2 === 0 ? [answer(), expire()] : [expire(), answer()]);
    await watch.drain();
    expect([...watch.errors, ...other.errors]).toEqual([]);
    const [status, ...others] = await statuses();
    expect(others).toEqual([]);
    expect(await isConfirmed()).toBe(true);
    expect(watch.sender.bodiesTo(SIPHO)).toContainEqual(expect.stringMatching(/^Thank you\. You patrol with Thandi N/));
    expect(toldBooker(watch, 'Sipho M comes with you')).toHaveLength(1);
    expect(toldBooker(watch, 'has not answered yet')).toHaveLength(status === 'expired' ? 1 : 0);
  });

  it('that ends in the evening before a morning shift is told in the evening', async () => {
    await buildSchedule(db(), { cronExpr: '30 9 * * *', name: 'Morning patrol' });
    await using watch = await TestWatch.open(url());
    await watch.text(THANDI, `book sat 09:30 with sipho ${SIPHO}`);
    await watch.drain();
    expect(watch.sender.bodiesTo(SIPHO).at(-1)).toContain('by Fri 21:00');
    watch.now = at('2026-11-27T21:00');
    await watch.services.timers.runDue();
    await watch.drain();
    expect(toldBooker(watch, 'has not answered yet')).toHaveLength(1);
  });

  it('"were you there?" can be answered with no and then with yes', async () => {
    await using watch = await TestWatch.open(url());
    watch.now = at('2026-11-27T20:00');
    await say(watch, THANDI, 'book sat 00:00 with none');
    watch.now = at('2026-11-28T03:00');
    expect(await say(watch, THANDI, 'in')).toContain('Were you there?');
    watch.later(MINUTE);
    expect(await say(watch, THANDI, 'no')).toContain('we have not noted you as there');
    watch.later(MINUTE);
    expect(await say(watch, THANDI, 'yes')).toContain('We have noted that you were there');
    expect(await db()('checkIns').first('userId')).toBeDefined();
  });

  it('is answered once, however often the same text comes, and at two processes', async () => {
    await using watch = await TestWatch.open(url());
    await using other = await TestWatch.open(url(), { sender: watch.sender });
    await invite(watch);
    other.now = watch.now;
    await Promise.all([watch, other, watch, other].map((each) => each.text(SIPHO, 'yes', SID)));
    await watch.drain();
    expect(await statuses()).toEqual(['answered']);
    expect(toldBooker(watch, 'comes with you')).toHaveLength(1);
    expect(watch.sender.bodiesTo(SIPHO).filter((body) => body.startsWith('Thank you'))).toHaveLength(1);
  });

  it('is not answered by a text that came before it was sent and is handled later', async () => {
    await using watch = await TestWatch.open(url());
    const { conversationId } = await watch.receive(SIPHO, 'yes');
    watch.later(MINUTE);
    await invite(watch);
    await watch.services.conversations.advance(conversationId);
    expect(await statuses()).toEqual(['open']);
    expect(await isConfirmed()).toBe(false);
    await watch.drain();
    expect(watch.sender.bodiesTo(SIPHO).at(-1)).toMatch(/^We have not asked you anything/);
  });

  it('is not answered while its question has not left', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text(THANDI, `book sun 00:00 with sipho ${SIPHO}`);
    watch.later(MINUTE);
    await watch.text(SIPHO, 'no');
    expect(await statuses()).toEqual(['open']);
    await watch.drain();
    expect(await say(watch, SIPHO, 'yes')).toMatch(/^Thank you/);
  });

  it('counts as answered in time if the text came in time and is handled after the deadline', async () => {
    await using watch = await TestWatch.open(url());
    await invite(watch);
    watch.now = new Date(DEADLINE.getTime() - MINUTE);
    const { conversationId } = await watch.receive(SIPHO, 'yes');
    watch.now = DEADLINE;
    await watch.services.conversations.advance(conversationId);
    await watch.services.timers.runDue();
    await watch.drain();
    expect(await statuses()).toEqual(['answered']);
    expect(toldBooker(watch, 'has not answered yet')).toEqual([]);
  });

  it('tells the booker that we could not ask a buddy who stopped our texts', async () => {
    await using watch = await TestWatch.open(url());
    await watch.services.transact((trx) => optOut(trx, SIPHO, watch.now));
    await invite(watch);
    watch.now = DEADLINE;
    await watch.services.timers.runDue();
    await watch.drain();
    expect(toldBooker(watch, 'We could not ask Sipho M yet')).toHaveLength(1);
    expect(toldBooker(watch, 'has not answered')).toEqual([]);
    expect(watch.sender.bodiesTo(SIPHO)).toEqual([]);
  });

  describe('nobody answers for somebody else', () => {
    const origin = { cause: 'test:1', channel: 'api' } as const;

    it('not a later owner of the number, and the person answers from the new one', async () => {
      await using watch = await TestWatch.open(url());
      await invite(watch);
      const change = { ...origin, actor: ann, userId: sipho.userId, phone: '+27839990002' };
      await watch.services.transact((trx) => setPhone(trx, watch.services.settings, change));
      await watch.drain();
      await buildVolunteer(db(), { name: 'Somebody Else', phone: SIPHO });
      expect(await say(watch, SIPHO, 'no')).toMatch(/^We have not asked you anything/);
      expect(await statuses()).toEqual(['open']);
      expect(await say(watch, '+27839990002', 'yes')).toMatch(/^Thank you/);
    });

    it('and not somebody who is no longer a member', async () => {
      await using watch = await TestWatch.open(url());
      await invite(watch);
      await watch.services.transact((trx) =>
        removeMember(trx, watch.services.settings, { ...origin, actor: ann, userId: sipho.userId }),
      );
      await watch.drain();
      expect(await say(watch, SIPHO, 'yes')).toMatch(/^You are not on the .* roster now/);
      expect(await statuses()).toEqual(['withdrawn']);
      expect(await isConfirmed()).toBe(false);
    });
  });

  it('only a text that may be an answer costs a query about asks', async () => {
    const heard = connect(url());
    await using watch = await TestWatch.open(url(), { db: heard });
    await invite(watch);
    const asked: string[] = [];
    heard.on('query', ({ sql }: { sql: string }) => {
      if (/\basks\b/.test(sql)) asked.push(sql);
    });
    for (const body of ['shifts', '1', 'back', 'my', 'k7', 'report 1 a car', 'who', 'thanks', '?']) {
      await watch.text(SIPHO, body);
      expect(asked, body).toEqual([]);
    }
    watch.later(DAY / 2);
    await watch.text(SIPHO, 'yes');
    expect(asked.length).toBeGreaterThan(0);
  });
});
