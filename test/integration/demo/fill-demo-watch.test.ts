import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '#src/config.ts';
import type { Database, Transaction } from '#src/db/connect.ts';
import { DEMO_PEOPLE } from '#src/demo/demo-people.ts';
import { fillDemoWatch } from '#src/demo/fill-demo-watch.ts';
import { after, DAY, MINUTE } from '#src/platform/duration.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { occurrencesOfAll } from '#src/roster/schedules/occurrences.ts';
import { checkTimers } from '#test/chaos/find-wrong-timers.ts';
import type { Finding } from '#test/chaos/finding.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const FRIDAY = at('2026-11-27T21:00');
const SECRET = 'a secret of these tests, 32 letters long';

/** For a machine that is busy with other tests. */
const LONGEST_MS = 3 * MINUTE;

/** What people received, on each of the databases. */
const received: string[][] = [];

onBothDatabases((database, _, url) => {
  let db: Database;
  beforeAll(async () => {
    db = database();
    const config = parseConfig({ DATABASE_URL: url(), JWT_SECRET: SECRET, LOG_LEVEL: 'silent' });
    await fillDemoWatch({ config, db }, FRIDAY);
  }, LONGEST_MS);

  test('has forty people, some of whom run it, wait, are suspended or want no texts', async () => {
    const people: { name: string; phone: string; role: string; status: string }[] = await db('users').orderBy('phone');
    expect(people.map(({ name, phone }) => [name, phone])).toEqual(
      DEMO_PEOPLE.map(({ name, number }) => [name, number]),
    );
    expect(people.filter(({ role, status }) => role === 'coordinator' && status === 'active')).toHaveLength(3);
    const count = (status: string) => people.filter((person) => person.status === status).length;
    expect([count('active'), count('pending'), count('suspended')]).toEqual([38, 1, 1]);
    const stopped = await db('addresses').whereNotNull('optedOutAt').pluck('identity');
    expect(stopped).toEqual(DEMO_PEOPLE.filter(({ role }) => role === 'stopped').map(({ number }) => number));
  });

  test('has a week behind it in which one person did not come', async () => {
    const past = await db('bookings').where('shiftEnd', '<=', FRIDAY).whereNull('droppedAt');
    expect(past).toHaveLength(17);
    const missed = past.filter(({ attended }) => !attended);
    const names = await db('users')
      .whereIn(
        'userId',
        missed.map(({ userId }) => userId),
      )
      .pluck('name');
    expect(names).toEqual(['Lwazi Gumede']);
  });

  test('has two people on patrol now, and gaps on every second night ahead', async () => {
    const now = await db('bookings').where('shiftStart', '<=', FRIDAY).where('shiftEnd', '>', FRIDAY);
    expect(now).toHaveLength(1);
    const out = await db('checkIns').where({ bookingId: now[0]?.bookingId, outAt: null });
    expect(out).toHaveLength(2);
    const until = after(FRIDAY, 7 * DAY);
    const shifts = occurrencesOfAll(await listSchedulesDuring(db as Transaction, FRIDAY, until), FRIDAY, until);
    const ahead = await db('bookings').where('shiftStart', '>', FRIDAY);
    expect(shifts.length - ahead.length).toBe(8);
    const confirmed = ahead.filter(({ buddyConfirmedAt }) => buddyConfirmedAt !== null);
    const unanswered = ahead.filter(({ buddyUserId, buddyConfirmedAt }) => buddyUserId !== null && !buddyConfirmedAt);
    expect([confirmed.length, unanswered.length]).toEqual([7, 3]);
  });

  test('has three cases with photos: two that a coordinator took, and one that is open', async () => {
    const cases = await db('reports').orderBy('caseNumber');
    expect(cases.map(({ caseNumber, severity }) => [caseNumber, severity])).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
    expect(cases.map(({ acknowledgedBy }) => acknowledgedBy !== null)).toEqual([true, true, false]);
    expect(cases.every(({ bookingId }) => bookingId !== null)).toBe(true);
    const photos = await db('reportAdditions')
      .join('media', 'media.mediaId', 'reportAdditions.mediaId')
      .join('mediaContents', 'mediaContents.mediaId', 'media.mediaId')
      .orderBy('reportId')
      .select('reportId', 'status', 'contentType', 'content');
    expect(photos.map(({ reportId }) => reportId)).toEqual(cases.map(({ reportId }) => reportId));
    for (const { status, contentType, content } of photos) {
      expect([status, contentType]).toEqual(['kept', 'image/png']);
      expect(content.length).toBeGreaterThan(5_000);
    }
    expect(new Set(photos.map(({ content }) => content.toString('hex'))).size).toBe(3);
  });

  test('has everything sent and handled, and is quiet for the next minutes', async () => {
    expect(await db('outbox').distinct('status').pluck('status')).toEqual(['sent']);
    expect(
      await db('outbox').whereNotIn('deliveryStatus', ['delivered', 'read']).orWhereNull('deliveryStatus'),
    ).toEqual([]);
    expect(await db('inbox').whereNull('handledAt')).toEqual([]);
    expect(await db('inbox').where({ needsPerson: true, seenToAt: null })).toEqual([]);
    const soon = after(FRIDAY, 20 * MINUTE);
    expect(await db('timers').where({ status: 'waiting' }).where('dueAt', '<=', soon)).toEqual([]);
    expect(await db('outbox').where('createdAt', '>', FRIDAY)).toEqual([]);
    const texts = await db('outbox').where('sentAt', '>', after(FRIDAY, -20 * MINUTE));
    expect(texts).toEqual([]);
  });

  test('answers every text after it, never at the same time', async () => {
    const answers = await db('outbox')
      .join('inbox', db.raw("outbox.idempotency_key = 'inbox:' || inbox.inbox_id || ':answer:0'"))
      .select('receivedAt', 'outbox.createdAt');
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.filter(({ receivedAt, createdAt }) => new Date(receivedAt) >= new Date(createdAt))).toEqual([]);
  });

  test('keeps the promises about timers, asks and bookings', async () => {
    const findings: Finding[] = [];
    await checkTimers(db, FRIDAY, (promise, what) => findings.push({ promise, what }));
    expect(findings).toEqual([]);
    const twice = await db('bookings')
      .whereNull('droppedAt')
      .groupBy('scheduleId', 'shiftStart', 'slot')
      .havingRaw('count(*) > 1')
      .count();
    expect(twice).toEqual([]);
  });

  test('remembers the words that people received', async () => {
    const words: { recipient: string; payload: string }[] = await db('outbox')
      .orderBy(['createdAt', 'recipient', 'payload'])
      .select('recipient', 'payload');
    received.push(words.map(({ recipient, payload }) => `${recipient} ${payload}`).sort());
    expect(words.length).toBeGreaterThan(350);
  });
});

describe('the demo watch', () => {
  test('has the same refs, codes, case numbers and words on both databases', () => {
    const [one, other] = received;
    expect(one).toEqual(other);
  });
});
