import { beforeEach, describe, expect, it } from 'vitest';
import { executeResume } from '#src/backup/recovery/execute-resume.ts';
import { planHeldTimers } from '#src/backup/recovery/held-timers.ts';
import { planResume } from '#src/backup/recovery/plan-resume.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { SentText } from '#src/messaging/archive.ts';
import { before as earlier, HOUR, after as later, MINUTE } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, listOutbox, TestWatch } from '#test/support/test-watch.ts';

const THANDI = '+27821234567';

onBothDatabases((database, _kind, url) => {
  const open = () => TestWatch.open(url());
  /** As a restore of a backup made an hour ago leaves it, with what `queue` queued in it. */
  const restored = async (watch: TestWatch, queue: () => Promise<void> = async () => {}) => {
    await queue();
    const db = database();
    await db('outbox').where({ status: 'queued' }).update({ status: 'held' });
    await db('sendingHolds').insert({ id: 1, since: watch.now, backupMadeAt: earlier(watch.now, HOUR) });
  };
  const plan = (watch: TestWatch, sent: SentText[] = []) => {
    const reasonNotToSend = async () => undefined;
    const clock = { now: () => watch.now };
    return watch.services.transact((trx) => planResume(trx, { clock, reasonNotToSend }, sent));
  };
  const resume = async (watch: TestWatch, sent: SentText[] = []) => {
    const planned = await plan(watch, sent);
    return watch.services.transact((trx) => executeResume(trx, watch.now, planned));
  };
  const to = { identity: THANDI };
  const sentAt = (at: Date, body: string, sid = 'SMtheirs'): SentText => ({ providerSid: sid, to: THANDI, body, at });
  const decisions = async (watch: TestWatch, sent: SentText[] = []) =>
    (await plan(watch, sent)).map(({ decision }) => decision);

  beforeEach(async () => {
    await emptyWatch(database());
    await database()('sendingHolds').delete();
  });

  describe('while sending is held after a restore', () => {
    it('alarms, codes and answers that are queued now leave; what was restored, and reminders, wait', async () => {
      await using watch = await open();
      await restored(watch, () => watch.queue({ to, body: 'restored' }));
      await watch.queue({ to, body: 'an answer' });
      await watch.queue({ to: { identity: '+27831234567' }, messageType: 'alarm', body: 'an alarm' });
      await watch.queue({ to: { identity: '+27841234567' }, messageType: 'reminder_2h', body: 'a reminder' });
      await watch.queue({ to: { identity: '+27851234567' }, messageType: 'announcement', body: 'news' });
      await watch.drain();
      expect(watch.sender.bodies().sort()).toEqual(['an alarm', 'an answer']);
      expect(await resume(watch)).toBe(0);
      await watch.drain();
      // news waits until the sender has room
      watch.later(MINUTE);
      await watch.drain();
      expect(watch.sender.bodies().sort()).toEqual(['a reminder', 'an alarm', 'an answer', 'news', 'restored']);
    });

    it('what the provider has sent since the backup counts as sent, each once', async () => {
      await using watch = await open();
      await restored(watch, async () => {
        await watch.queue({ to, body: 'Zoë says hello', key: 'one' });
        await watch.queue({ to, body: 'Zoë says hello', key: 'two' });
      });
      const long = sentAt(earlier(watch.now, 2 * HOUR), 'Zoe says hello', 'SMbefore');
      const lately = sentAt(earlier(watch.now, MINUTE), 'Zoe  says hello', 'SMlately');
      await resume(watch, [long, lately]);
      const rows = await listOutbox(database());
      expect(rows.map(({ status, providerSid }) => ({ status, providerSid }))).toEqual([
        { status: 'sent', providerSid: 'SMlately' },
        { status: 'queued', providerSid: null },
      ]);
    });

    it('an equal text that another message is known to have become is not taken for it', async () => {
      await using watch = await open();
      await watch.queue({ to, body: 'hello', key: 'sent since the restore' });
      await watch.drain();
      const [known] = await listOutbox(database());
      await restored(watch, () => watch.queue({ to, body: 'hello', key: 'restored' }));
      expect(await decisions(watch, [sentAt(watch.now, 'hello', known?.providerSid ?? '')])).toEqual([
        { action: 'send' },
      ]);
    });

    it('answers from too long ago and what has expired are dropped, with the reason', async () => {
      await using watch = await open();
      await restored(watch, async () => {
        await watch.queue({ to, body: 'an answer' });
        await watch.queue({ to, body: 'expires', expiresAt: later(watch.now, HOUR) });
        await watch.queue({ to, messageType: 'coordinator_message', body: 'from a person' });
      });
      watch.later(6 * HOUR);
      expect(await decisions(watch)).toEqual([
        { action: 'cancel', reason: 'an answer from too long ago' },
        { action: 'cancel', reason: 'expired' },
        { action: 'send' },
      ]);
      await resume(watch);
      expect((await listOutbox(database())).map(({ status, error }) => [status, error])).toEqual([
        ['cancelled', 'an answer from too long ago'],
        ['cancelled', 'expired'],
        ['queued', null],
      ]);
    });

    it('a status report about a held message settles it', async () => {
      await using watch = await open();
      await restored(watch, () => watch.queue({ to, body: 'had left' }));
      const [held] = await listOutbox(database());
      const outboxId = held?.outboxId ?? 0;
      await watch.services.deliveryStatuses.record({ outboxId, providerSid: 'SMtheirs', status: 'delivered' });
      expect(await listOutbox(database())).toMatchObject([{ status: 'sent', deliveryStatus: 'delivered' }]);
    });

    it('what is held between the plan and its end stays, and so does the hold', async () => {
      await using watch = await open();
      await restored(watch, () => watch.queue({ to, body: 'one' }));
      const planned = await plan(watch);
      await watch.queue({ to, body: 'two' });
      await database()('outbox').where({ payload: 'two' }).update({ status: 'held' });
      expect(await watch.services.transact((trx) => executeResume(trx, watch.now, planned))).toBe(1);
      expect(await watch.services.recovery.findHold()).toBeDefined();
      expect(await resume(watch)).toBe(0);
      expect(await watch.services.recovery.findHold()).toBeUndefined();
    });
  });

  describe('timers that are held after a restore', () => {
    const hold = async (watch: TestWatch, ...timers: { key: string; kind?: string; validUntil?: Date }[]) => {
      const held = { clock: watch.services.clock, heldSince: watch.now };
      const usual = { kind: 'reminder', subject: 'booking:0', priority: TIMER_PRIORITY.rest, dueAt: watch.now };
      await watch.services.transact((trx) =>
        scheduleTimers(
          trx,
          held,
          timers.map((timer) => ({ ...usual, ...timer })),
        ),
      );
    };
    const statuses = async () =>
      Object.fromEntries((await database()('timers').orderBy('timerId')).map(({ key, status }) => [key, status]));

    it('run if they are valid and expire if not, and the preview counts both by kind', async () => {
      await using watch = await open();
      await restored(watch);
      await hold(
        watch,
        { key: 'a', validUntil: later(watch.now, MINUTE) },
        { key: 'b', validUntil: watch.now },
        { key: 'c' },
        { key: 'd', kind: 'ask_expiry' },
      );
      expect(await watch.services.transact((trx) => planHeldTimers(trx, watch.now))).toEqual([
        { kind: 'ask_expiry', run: 1, expire: 0 },
        { kind: 'reminder', run: 2, expire: 1 },
      ]);
      expect(await statuses()).toEqual({ a: 'held', b: 'held', c: 'held', d: 'held' });
      await watch.services.recovery.resume([]);
      expect(await statuses()).toEqual({ a: 'waiting', b: 'expired', c: 'waiting', d: 'not_needed' });
    });

    it('are those that a replayed text schedules, and not those of a new text', async () => {
      await using watch = await open();
      await restored(watch);
      for (const phone of [THANDI, '+27831234567']) await buildVolunteer(database(), { phone });
      await buildSchedule(database(), { cronExpr: '0 20 * * *', capacity: 2 });
      const text = async (from: string, body: string, receivedAt?: Date) => {
        const inbound = { providerSid: randomIds.sid('SM'), from, to: '+27600000001', channel: 'sms', body } as const;
        const { conversationId } = await watch.services.inbox.receive({
          ...{ ...inbound, attachments: [], raw: '{}' },
          ...(receivedAt && { receivedAt }),
        });
        await watch.services.conversations.advance(conversationId);
        watch.later(MINUTE);
      };
      for (const body of ['book sat 20:00', 'none']) await text(THANDI, body, earlier(watch.now, 10 * MINUTE));
      for (const body of ['book sat 20:00', 'none']) await text('+27831234567', body);
      const rows = await database()('timers').where('kind', 'like', 'reminder%').orderBy('timerId');
      expect(rows.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
        ...['reminder_24h held', 'reminder_2h held'],
        ...['reminder_24h waiting', 'reminder_2h waiting'],
      ]);
      await text(THANDI, 'drop');
      await text(THANDI, 'y');
      expect(Object.values(await statuses())).toEqual(['not_needed', 'not_needed', 'waiting', 'waiting']);
    });

    it('begin with all their attempts, and unclaimed', async () => {
      await using watch = await open();
      await restored(watch);
      await hold(watch, { key: 'a' });
      await database()('timers').update({ attempts: 7, leaseUntil: later(watch.now, HOUR), outcome: 'RangeError' });
      await watch.services.recovery.resume([]);
      expect(await database()('timers').first()).toMatchObject({
        ...{ status: 'waiting', attempts: 0, leaseUntil: null, outcome: null },
      });
    });
  });
});
