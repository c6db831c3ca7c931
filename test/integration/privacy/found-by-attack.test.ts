import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { HOUR, MINUTE } from '#src/platform/duration.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { dumpTables } from '#test/support/dump-tables.ts';
import { textIn } from '#test/support/text-in.ts';

const ANN = '+27825550100';
const SIPHO = '+27832001001';
const ZINZI = '+27834440001';

describe.each(DATABASE_KINDS)('being forgotten, on %s', (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  afterAll(() => api.remove());
  beforeEach(async () => {
    const tables = ['outbox', 'repeats', 'broadcasts', 'reportAdditions', 'reports', 'media', 'inbox', 'conversations'];
    for (const table of [...tables, 'addresses', 'oneTimeCodes', 'liveEvents', 'forgottenNumbers', 'auditEvents'])
      await api.db(table).delete();
    await emptyRoster(api.db);
    api.clock.moveTo(at('2026-11-27T18:00'));
    await buildSchedule(api.db, { capacity: 3 });
    const proved = { verifiedAt: at('2026-11-01T12:00') };
    await buildVolunteer(api.db, { name: 'Ann Botha', phone: ANN, role: 'coordinator', ...proved });
    await buildVolunteer(api.db, { name: 'Sipho Mokoena', phone: SIPHO, ...proved });
  });

  async function say(from: string, ...texts: string[]): Promise<void> {
    for (const body of texts) {
      api.clock.moveTo(new Date(api.clock.now().getTime() + MINUTE));
      await textIn(api.services, from, body);
    }
    await api.services.timers.runDue();
  }
  async function join(phone: string, name: string): Promise<number> {
    await say(phone, 'JOIN', name);
    const [row] = await api.db('outbox').where({ identity: phone, messageType: 'otp' }).orderBy('outboxId', 'desc');
    await say(phone, /\d{6}/.exec(row.payload)?.[0] ?? '');
    const [user] = await api.db('users').where({ phone }).orderBy('userId', 'desc');
    return Number(user.userId);
  }
  const settle = () => api.db('outbox').where({ status: 'queued' }).update({ status: 'sent', sentAt: api.clock.now() });

  it('somebody who had left and joined again loses the number everywhere', async () => {
    const userId = await join(ZINZI, 'Zinzile Quux');
    await say(ZINZI, 'report 1 a dark car');
    const leaving = { cause: 'command:leave-1', channel: 'command', actor: OPERATOR, userId } as const;
    await api.services.transact((trx) => markAsLeft(trx, api.services.settings, leaving));
    await join(ZINZI, 'Zinzile Quux');
    await say(SIPHO, 'zinzile is on 083 444 0001 from today');
    await settle();
    await say(ZINZI, 'FORGET ME', 'Y47');
    await settle();
    // the last text to them is erased within the hour of its leaving
    api.clock.moveTo(new Date(api.clock.now().getTime() + 2 * HOUR));
    await api.services.retention.run(new AbortController().signal);
    const rows = (await dumpTables(api.db)).filter((row) => /834440001|83 444 0001/.test(row));
    expect(rows).toEqual([]);
  });

  it('a short number from abroad takes no number plate out of the words of others', async () => {
    await say(SIPHO, 'plate CA 7290 seen, number 7290');
    await say('+6907290', 'hello', 'forget me', 'y47');
    expect(await api.db('inbox').where('body', 'like', 'plate%').pluck('body')).toEqual([
      'plate CA 7290 seen, number 7290',
    ]);
  });

  it('a name takes no answer away that is kept for a repeated request', async () => {
    const [{ userId }] = await api.db('users').where({ phone: SIPHO });
    const report = {
      as: Number(userId),
      body: { severity: 2, message: 'Two men' },
      headers: { 'idempotency-key': 'k1' },
    };
    const first = await api.call('POST', '/reports', report);
    expect(first.status).toBe(201);
    await say(ZINZI, 'join', 'Two men', 'forget me', 'y47');
    const again = await api.call('POST', '/reports', report);
    expect(again.status).toBe(201);
    expect(await api.db('reports')).toHaveLength(1);
  });

  it('whoever takes a case of somebody forgotten is texted no number, and nobody is said to know', async () => {
    await join(ZINZI, 'Zinzile Quux');
    await say(ZINZI, 'sos at the gate');
    await say(ZINZI, 'back', 'forget me', 'y47');
    const [{ caseNumber }] = await api.db('reports');
    await say(ANN, `ack ${caseNumber} coming`);
    const [answer] = await api.db('outbox').where({ recipient: ANN }).orderBy('outboxId', 'desc').pluck('payload');
    expect(answer).toContain(`Case ${caseNumber} is yours`);
    expect(answer).not.toMatch(/forgotten:|Somebody|reporter's number|We are telling the person/);
  });
});
