import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listValues } from '#src/db/queries/list-values.ts';
import { DAY, MINUTE } from '#src/platform/duration.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';
import { textIn } from '#test/support/text-in.ts';
import { wordsOfOthers } from '#test/support/words-of-others.ts';

const ATTACKER = '+27829990001';
const SIPHO = '+27832001001';
const LERATO = '+27832001002';
const ANN = '+27825550100';
const CASE = 'Two men with a knife at the gate of 12 Oak, white bakkie';
const NAMES = ['gate', 'two men', 'Oak', 'white bakkie'];

const WORLDS = LARGE_TEST_KINDS.flatMap((kind) =>
  (['open', 'approval'] as const).map((policy) => [kind, policy] as const),
);

describe.each(WORLDS)('whoever is forgotten rewrites nobody, on %s where joining is %s', (kind, policy) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi(kind, { JOIN_POLICY: policy });
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
    await buildVolunteer(api.db, { name: 'Lerato Molefe', phone: LERATO, ...proved });
  });

  const later = (by = MINUTE) => api.clock.moveTo(new Date(api.clock.now().getTime() + by));
  async function say(from: string, ...texts: string[]) {
    for (const body of texts) {
      later();
      await textIn(api.services, from, body);
    }
    await api.services.timers.runDue();
  }
  const others = () => wordsOfOthers(api.db, ATTACKER);
  const idOf = async (phone: string) => Number((await api.db('users').where({ phone }).first('userId'))?.userId);
  const codeFor = async (phone: string) => {
    const [row] = await api.db('outbox').where({ identity: phone, messageType: 'otp' }).orderBy('outboxId', 'desc');
    return /\d{6}/.exec(row.payload)?.[0] ?? '';
  };

  const namedInOurTexts = () =>
    api.db('outbox').whereRaw('lower(payload) like ?', '%with white bakkie%').orderBy('outboxId').pluck('payload');

  async function join(name: string) {
    await say(ATTACKER, 'JOIN', name);
    await say(ATTACKER, await codeFor(ATTACKER));
    const { ref, status } = await api.db('users').where({ phone: ATTACKER }).first();
    if (status === 'pending') await say(ANN, `ADMIT ${ref}`);
  }

  /** What people say in a night, in every way that we keep. */
  async function talk() {
    await say(SIPHO, `report 2 ${CASE}`, `${CASE}, again`, 'ok');
    const [{ caseNumber }] = await api.db('reports').orderBy('reportId', 'desc').limit(1);
    await say(ANN, `ack ${caseNumber} white bakkie, two men at the gate`, `show ${caseNumber}`);
    await say(LERATO, `Oak street: two men, white bakkie at the gate?`);
    later();
    const words = 'Look out for two men in a white bakkie at the gate of 12 Oak';
    expect(
      (await api.call('POST', '/admin/broadcasts', { as: await idOf(ANN), body: { audience: 'all', body: words } }))
        .status,
    ).toBe(201);
    // as after it was sent
    await api.db('outbox').where({ status: 'queued' }).update({ status: 'sent', sentAt: api.clock.now() });
  }

  it('a stranger whose name was never proved', async () => {
    await talk();
    await say(ATTACKER, 'JOIN', 'white bakkie');
    expect(await api.db('one_time_codes').pluck('name')).toEqual(['White Bakkie']);
    await talk();
    const before = await others();
    await say(ATTACKER, 'FORGET ME', 'Y47');
    expect(await others()).toEqual(before);
    expect(await api.db('one_time_codes').pluck('name')).toEqual([null]);
    expect(before.filter((words) => /white bakkie/i.test(words)).length).toBeGreaterThan(10);
  });

  it('a member who was called otherwise for a moment, by text and by PATCH /me, though on the roster with all', async () => {
    await talk();
    await join('Thandi Nkosi');
    const userId = await idOf(ATTACKER);
    await say(ATTACKER, 'book sun 00:00 with Sipho 083 200 1001');
    await say(LERATO, 'book sun 00:00 none');
    await talk();
    for (const name of NAMES) {
      await say(ATTACKER, `NAME ${name}`);
      later();
      const patched = await api.call('PATCH', '/me', { as: userId, body: { name: `${name} ` } });
      expect(patched.status).toBe(200);
    }
    const names = await api.db('audit_events').where({ action: 'user.rename' });
    expect(names.length).toBeGreaterThanOrEqual(NAMES.length);
    await say(ATTACKER, 'NAME Thandi Nkosi');
    await talk();
    const before = await others();
    await say(ATTACKER, 'FORGET ME', 'Y47');
    expect(await others()).toEqual(before);
    expect(await api.db('users').where({ userId }).pluck('name')).toEqual(['Somebody']);
  });

  it('a member who is called so when others write, cases and notes being evidence', async () => {
    await join('Two Men');
    await say(ATTACKER, 'book sun 00:00 with Sipho 083 200 1001');
    await talk();
    const before = await others();
    await say(ATTACKER, 'FORGET ME', 'Y47');
    const after = await others();
    const changed = after.filter((words, index) => words !== before[index]);
    // Sipho patrols with them: in what he texts the two words may be their name
    expect(after).toHaveLength(before.length);
    expect(changed.length).toBeGreaterThan(0);
    for (const words of changed) expect(words).toMatch(/^(?:text|sent) \d+: "?(?:report 2 )?Somebody with a knife/);
    expect(await api.db('reports').pluck('message')).toEqual([CASE]);
    expect(await api.db('report_additions').where({ kind: 'words' }).pluck('body')).toContain(`${CASE}, again`);
    expect(await listValues(api.db('reports'), 'acknowledgedNote')).toEqual(['white bakkie, two men at the gate']);
  });

  it('one word is nobody, also where somebody is called so on the roster', async () => {
    await join('Gate');
    await say(ATTACKER, 'book sun 00:00 with Sipho 083 200 1001');
    await talk();
    await say(ATTACKER, 'NAME Oak');
    await talk();
    const before = await others();
    await say(ATTACKER, 'FORGET ME', 'Y47');
    expect(await others()).toEqual(before);
  });

  it('a member whom a coordinator entered under any name, and forgot', async () => {
    await talk();
    const ann = await idOf(ANN);
    const entered = await api.call('POST', '/admin/users', {
      as: ann,
      body: { name: 'white bakkie', phone: ATTACKER },
    });
    expect(entered.status).toBe(201);
    await say(SIPHO, 'book sun 00:00 with white bakkie');
    await say(ATTACKER, 'book sun 00:00 none');
    await talk();
    const before = await others();
    const bookings = await listValues(api.db('bookings').orderBy('bookingId'), 'buddyName');
    const confirmed = await namedInOurTexts();
    expect(confirmed.length).toBeGreaterThan(0);
    later();
    const forgotten = await api.call('POST', `/admin/users/${(entered.body as { user_id: number }).user_id}/forget`, {
      as: ann,
    });
    expect(forgotten.status).toBe(200);
    await api.services.timers.runDue();
    expect(await others()).toEqual(before);
    expect(await listValues(api.db('bookings').orderBy('bookingId'), 'buddyName')).toEqual(bookings);
    expect(await namedInOurTexts()).toEqual(confirmed);
  });

  it('a proved name goes out of the texts of those who patrol with the person, and of nobody else', async () => {
    await join('Thandi Nkosi');
    await say(ATTACKER, 'book sun 00:00 with Sipho 083 200 1001');
    const words = 'thandi  NKOSI is late, Thandi. Phone her on (082) 999-0001';
    await say(SIPHO, words, `report 1 ${words}`);
    await say(LERATO, words);
    await say(ATTACKER, 'FORGET ME', 'Y47');
    const text = async (phone: string) => {
      const conversation = api.db('conversations').where({ identity: phone }).select('conversationId');
      return api.db('inbox').whereIn('conversationId', conversation).orderBy('inboxId').pluck('body');
    };
    expect(await text(SIPHO)).toEqual([
      'Somebody is late, Thandi. Phone her on Somebody',
      'report 1 Somebody is late, Thandi. Phone her on Somebody',
    ]);
    expect(await text(LERATO)).toEqual(['thandi  NKOSI is late, Thandi. Phone her on Somebody']);
    expect(await api.db('reports').pluck('message')).toEqual([words]);
  });

  it('what a booker called the person goes out of the texts of that booker', async () => {
    await say(SIPHO, 'book sun 00:00 with Zanele 082 999 0001', 'zanele comes along');
    await say(LERATO, 'zanele comes along');
    await join('Thandi Nkosi');
    await say(ATTACKER, 'NAME gate');
    await say(SIPHO, 'Zanele waits at the gate');
    await say(ATTACKER, 'FORGET ME', 'Y47');
    const bodies = await api.db('inbox').whereNot({ body: '' }).orderBy('inboxId').pluck('body');
    expect(bodies.filter((body) => !/^admit/i.test(body))).toEqual([
      'book sun 00:00 with Somebody Somebody',
      'Somebody comes along',
      'zanele comes along',
      'Somebody waits at the gate',
    ]);
    expect(await api.db('bookings').select('buddyName', 'buddyCalled', 'buddyPhone')).not.toContainEqual(
      expect.objectContaining({ buddyCalled: 'Zanele' }),
    );
  });

  it('a text that still has to leave leaves whole, and then loses the person only', async () => {
    await join('Thandi Nkosi');
    const words = 'Two men at the gate. Thandi Nkosi has the keys: 082 999 0001';
    const as = await idOf(ANN);
    await api.call('POST', '/admin/broadcasts', { as, body: { audience: 'all', body: words } });
    await say(ATTACKER, 'FORGET ME', 'Y47');
    const waiting = () => api.db('outbox').where({ messageType: 'announcement', identity: SIPHO }).first();
    expect(await waiting()).toMatchObject({ status: 'queued', payload: expect.stringContaining(words) });
    await api.db('outbox').where({ messageType: 'announcement' }).update({ status: 'sent', sentAt: api.clock.now() });
    later(DAY);
    await api.services.retention.run(new AbortController().signal);
    expect(await waiting()).toMatchObject({
      status: 'sent',
      payload: 'Night Owls: Two men at the gate. Thandi Nkosi has the keys: Somebody',
      keptWords: null,
    });
  });

  it("a coordinator's own announcements go; notes on cases stay, without their number and who they say they are", async () => {
    await talk();
    const [{ caseNumber }] = await api.db('reports').orderBy('reportId', 'desc').limit(1).select('caseNumber');
    await api.db('reports').update({ acknowledgedAt: null, acknowledgedBy: null, acknowledgedNote: null });
    await join('Thandi Nkosi');
    const userId = await idOf(ATTACKER);
    await api.db('users').where({ userId }).update({ role: 'coordinator' });
    await say(ATTACKER, `ack ${caseNumber} it is Thandi, 082 999 0001. Two men at the gate`);
    const body = { audience: 'all', body: 'Thandi here' };
    expect((await api.call('POST', '/admin/broadcasts', { as: userId, body })).status).toBe(201);
    await say(ATTACKER, 'FORGET ME', 'Y47');
    const note = 'it is Somebody, Somebody. Two men at the gate';
    expect(await listValues(api.db('reports').whereNotNull('acknowledgedNote'), 'acknowledgedNote')).toEqual([note]);
    const [{ after }] = await api.db('audit_events').where({ action: 'report.acknowledge', actorUserId: userId });
    expect(JSON.parse(after)).toEqual({ note });
    expect(await api.db('broadcasts').orderBy('broadcastId', 'desc').pluck('body')).toEqual(['', expect.any(String)]);
  });

  it('somebody with a thousand names can be forgotten', async () => {
    await join('Thandi Nkosi');
    const userId = await idOf(ATTACKER);
    const createdAt = api.clock.now();
    const event = { actorUserId: userId, channel: 'api', action: 'user.rename', subject: `user:${userId}`, createdAt };
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      ...event,
      before: JSON.stringify({ name: `Thandi N${index}` }),
      after: JSON.stringify({ name: `Thandi N${index + 1}` }),
    }));
    await api.db.batchInsert('audit_events', rows, 100);
    const begun = performance.now();
    await say(ATTACKER, 'FORGET ME', 'Y47');
    // a pattern of all names, built anew for each row, took ten seconds
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(await api.db('users').where({ userId }).pluck('name')).toEqual(['Somebody']);
  });
});
