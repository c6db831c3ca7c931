import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExport } from '#src/actions/members/export-person.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { writeJsonObject } from '#src/platform/json-object.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { insertSeries, instantSql } from '#test/support/big-watch.ts';
import { type Cost, cheapest, measureWork } from '#test/support/budgets/measure-work.ts';
import { at, buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';

const NOW = at('2026-11-27T12:00');
/** Half of them to us. Each is 160 characters long, and names another person's number. */
const SIZES = [2_500, 20_000];
const WORDS = `${'Back gate is broken again. '.repeat(5)}Phone 082 555 0199`;
/** Processor time in milliseconds. What is usual is 7. */
const LONGEST = 60;
/** With garbage that is not collected yet. What is usual is 10 to 40. */
const MOST_MEGABYTES = 50;
/** The first run compiles, so the cheapest of these counts. */
const MOST_RUNS = 4;

describe.each(DATABASE_KINDS)('on %s', (kind) => {
  let api: TestApi;
  let coordinator: User;
  beforeAll(async () => {
    api = await createTestApi(kind);
    api.clock.moveTo(NOW);
    coordinator = await buildVolunteer(api.db, { name: 'Ann Adams', role: 'coordinator' });
  }, 60_000);
  afterAll(() => api.remove());

  it.each(SIZES)(
    'an export of %i texts stops nobody, and its memory is bounded',
    { timeout: 120_000 },
    async (texts) => {
      const person = await buildPersonWithTexts(api, texts);
      const { services } = api;
      let bytes = 0;
      const exportAll = async () => {
        bytes = 0;
        const fields = services.stream((trx) => readExport(trx, services.settings, person.userId));
        for await (const text of writeJsonObject(fields)) bytes += text.length;
      };
      const costs: Cost[] = [];
      do costs.push(await measureWork(api.servicesDb, exportAll));
      while (isTooMuch(cheapest(costs)) && costs.length < MOST_RUNS);
      expect(bytes).toBeGreaterThan(200 * texts);
      expect(cheapest(costs)).toSatisfy((cost: Cost) => !isTooMuch(cost));

      const answer = await api.call('GET', `/admin/users/${person.userId}/export`, { as: coordinator.userId });
      expect(answer.status).toBe(200);
      const exported = (answer.body as { texts: { at: string; direction: string; words: string }[] }).texts;
      expect(exported).toHaveLength(texts);
      expect(exported.map(({ at: sentAt }) => sentAt)).toEqual(exported.map(({ at: sentAt }) => sentAt).sort());
      expect(exported.filter(({ direction }) => direction === 'in')).toHaveLength(texts / 2);
      expect(exported[0]?.words).toBe(WORDS.replace('082 555 0199', '[number]'));
    },
  );
});

function isTooMuch({ turn, megabytes }: Cost): boolean {
  return turn > LONGEST || megabytes > MOST_MEGABYTES;
}

/** Half of the texts are to them, and of these every tenth came before they were a member. */
async function buildPersonWithTexts({ db }: TestApi, texts: number): Promise<User> {
  const person = await buildVolunteer(db);
  const { phone, userId } = person;
  const half = texts / 2;
  const one = { identity: phone, createdAt: NOW };
  const [conversation] = await db('conversations').insert(one).returning('conversationId');
  const [address] = await db('addresses')
    .insert({ ...one, address: phone, channel: 'sms', userId })
    .returning('addressId');
  const sentAt = instantSql(db, `${NOW.getTime()} - (${half} - i) * ${MINUTE}`);
  await insertSeries(db, {
    rows: half,
    into: 'inbox (provider_sid, conversation_id, address_id, body, raw, received_at, handled_at)',
    values: `'SM${userId}-' || i, ${conversation.conversationId}, ${address.addressId}, '${WORDS}', '{}', ${sentAt}, ${sentAt}`,
  });
  await insertSeries(db, {
    rows: half,
    into: 'outbox (message_type, recipient, identity, channel, payload, rank, status, idempotency_key, due_at, encoding, segments, user_id, created_at)',
    values: `'answer', '${phone}', '${phone}', 'sms', '${WORDS}', 1, 'sent', 'old:${userId}:' || i, ${sentAt}, 'GSM-7', 1, case when i % 10 > 0 then ${userId} end, ${sentAt}`,
  });
  return person;
}
