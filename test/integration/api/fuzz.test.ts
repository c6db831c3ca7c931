import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { fileReport } from '#src/reports/file-report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { aimedRequests } from '#test/support/aimed-requests.ts';
import { type ApiAnswer, createTestApi, type TestApi } from '#test/support/api.ts';
import { type Cost, cheapest, measureWork } from '#test/support/budgets/measure-work.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';
import { JPEG } from '#test/support/files.ts';
import type { KnownValues } from '#test/support/schema/arbitrary-of-schema.ts';
import { undeclared } from '#test/support/schema/declared-refusals.ts';
import { type RandomRequest, spoiledRequests, validRequests } from '#test/support/schema/random-requests.ts';
import { type ServedOperation, servedOperations } from '#test/support/schema/served-operations.ts';
import { textIn } from '#test/support/text-in.ts';

/** Requests for each endpoint and kind of caller: on two databases some thousands in all. */
const RUNS = {
  coordinator: { valid: 8, spoiled: 7 },
  volunteer: { valid: 4, spoiled: 2 },
  stranger: { valid: 1, spoiled: 1 },
};
const REGISTERED = '+27841113333';
/** Milliseconds of processor time for which one request may stop everything else. */
const BUDGET = 100;
/** A busy machine makes each run more expensive. */
const MOST_RUNS = 3;
/** Traces of our implementation: stack frames, files, SQL and drivers. */
const INSIDES =
  /\n\s+at |node_modules|\/src\/|SQLITE_|sqlite3?[:/]|violates|syntax error|\b(?:select|insert into|update) [`"*]/i;

describe.each(LARGE_TEST_KINDS)('random requests, on %s', (kind) => {
  let api: TestApi;
  let ann: User;
  let thandi: User;
  const succeeded = new Set<string>();
  const judged = { valid: 0, invalid: 0 };
  let secrets: { codes: string[]; phones: string[] };
  /** By the name of a field, or that of an operation and its field. */
  let existing: Record<string, unknown[]>;

  beforeAll(async () => {
    api = await createTestApi(kind);
    ann = await buildVolunteer(api.db, { name: 'Ann Adams', role: 'coordinator' });
    thandi = await buildVolunteer(api.db, { name: 'Thandi Nkosi' });
    const others = [
      await buildVolunteer(api.db, { name: 'Sipho M' }),
      await buildVolunteer(api.db, { role: 'coordinator' }),
    ];
    await furnish(others);
    secrets = await readSecrets([ann, ...others]);
    existing = await readExisting();
  }, 60_000);
  afterAll(() => api.remove());

  /** Rows with small ids, and codes that nobody may see. */
  async function furnish([sipho]: User[]): Promise<void> {
    await api.services.transact(async (trx) => {
      const message = { to: { identity: sipho?.phone ?? '' }, body: 'Hello', key: 'dead' };
      await enqueue(trx, api.services.settings, { messageType: 'reminder_2h', ...message });
      await trx('outbox').where({ idempotencyKey: 'dead' }).update({ status: 'failed' });
      const report = { userId: thandi.userId, reporterIdentity: thandi.phone ?? '', severity: 1 as const };
      await fileReport(trx, { ...report, message: 'Gate', at: api.clock.now() });
    });
    api.clock.moveTo(new Date('2026-11-27T21:55:00Z'));
    const { body } = await api.call('GET', '/shifts/available?limit=6', { as: thandi.userId });
    for (const [index, shift] of (body as { schedule_id: number; start_time: string }[]).entries()) {
      const { schedule_id, start_time } = shift;
      const as = index % 3 === 2 ? sipho?.userId : thandi.userId;
      const booked = await api.call('POST', '/bookings', { ...(as && { as }), body: { schedule_id, start_time } });
      expect(booked.status).toBe(201);
    }
    await api.call('POST', '/admin/schedules/1/exceptions', { as: ann.userId, body: { skip: '2026-12-26' } });
    // before a case is open, to which they would be added
    for (const words of ['zzz qqq', 'xxx vvv', 'report 2 window broken']) {
      await textIn(api.services, sipho?.phone ?? '', words);
    }
    await addPhoto(sipho?.phone ?? '');
    await textIn(api.services, '+27841112222', 'hello');
    await textIn(api.services, '+27841112222', 'Joseph');
    // the first shift has begun: attendance is open for it, and the others can still be given up
    api.clock.moveTo(new Date('2026-11-27T22:05:00Z'));
    await api.call('POST', '/auth/register', { body: { phone: REGISTERED } });
  }

  async function addPhoto(from: string): Promise<void> {
    const attachments = [{ kind: 'photo' as const, url: 'https://api.twilio.com/1', contentType: 'image/jpeg' }];
    const message = {
      providerSid: 'MM1',
      from,
      to: '+27600000001',
      channel: 'sms' as const,
      body: 'report 1 fence',
      raw: '{}',
    };
    const { conversationId } = await api.services.inbox.receive({ ...message, attachments });
    await api.services.conversations.advance(conversationId);
    await api.db('media').update({ status: 'kept', contentType: 'image/jpeg', sizeBytes: JPEG.length });
    const { mediaId } = await api.db('media').first('mediaId');
    await api.db('media_contents').insert({ mediaId, content: JPEG });
  }

  /** What no random request would hit. */
  async function readExisting(): Promise<Record<string, unknown[]>> {
    const { body } = await api.call('GET', '/shifts/available?limit=60', { as: thandi.userId });
    const feed = await api.call('POST', '/me/calendar', { as: ann.userId });
    const { url } = feed.body as { url: string };
    const idsOf = async (table: string, id: string, where: object) =>
      (await api.db(table).where(where).select(id)).map((row) => row[id]);
    const bookings = await idsOf('bookings', 'bookingId', { userId: thandi.userId });
    const ofBookings = ['showMyBooking', 'reportOnShift', 'dropMyBooking', 'moveBooking', 'dropAnyBooking'];
    const ofSchedules = ['showSchedule', 'changeSchedule', 'endSchedule', 'addScheduleException'];
    return {
      schedule_id: [1],
      start_time: (body as { start_time: string }[]).map(({ start_time }) => start_time),
      'verify.phone': [REGISTERED],
      'verify.code': secrets.codes.slice(-1),
      'readCalendar.token': [/[^/]{43}(?=\.ics$)/.exec(url)?.[0]],
      'seeToText.id': await idsOf('inbox', 'inboxId', { needsPerson: true }),
      'readMedia.id': await idsOf('media', 'mediaId', {}),
      'setMyAttendance.id': bookings.slice(0, 1),
      'markAnyAttendance.id': bookings.slice(0, 1),
      'assignBooking.user_id': [thandi.userId],
      'writeToPerson.user_id': [thandi.userId],
      ...Object.fromEntries(ofBookings.map((operationId) => [`${operationId}.id`, bookings])),
      ...Object.fromEntries(ofSchedules.map((operationId) => [`${operationId}.id`, [1]])),
    };
  }

  async function readSecrets(others: User[]) {
    const sent: { payload: string }[] = await api.db('outbox').whereNotNull('codeId').select('payload');
    const codes = sent.flatMap(({ payload }) => payload.match(/\b\d{6}\b/g) ?? []);
    expect(codes.length).toBeGreaterThanOrEqual(2);
    // as they are stored, and as people write them
    const numbers = ['+27841112222', REGISTERED, ...others.map(({ phone }) => phone ?? '')];
    return { codes, phones: numbers.map((number) => number.slice(-9)) };
  }

  async function send({ method }: ServedOperation, request: RandomRequest, as: User | undefined): Promise<ApiAnswer> {
    const { path, query, headers, body } = request;
    const options = { headers, ...(body !== undefined && { body }), ...(as && { as: as.userId }) };
    const call = () => api.call(method.toUpperCase(), path + query, options);
    let answer: ApiAnswer | undefined;
    const costs: Cost[] = [];
    // sent again, a request does at most as much
    do
      costs.push(
        await measureWork(api.servicesDb, async () => {
          const got = await call();
          answer ??= got;
        }),
      );
    while (isOverBudget(cheapest(costs)) && costs.length < MOST_RUNS);
    const least = cheapest(costs);
    expect(isOverBudget(least), `${method} ${path}${query}: ${JSON.stringify(least)}`).toBe(false);
    if (!answer) throw new Error('no answer');
    return answer;
  }

  function judge(operation: ServedOperation, request: RandomRequest, answer: ApiAnswer, as: User | undefined): void {
    const { method, operationId, statuses } = operation;
    const { path, query, body } = request;
    const what = `${method} ${path}${query} ${JSON.stringify(body)}: ${answer.status} ${answer.text}`;
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status < 300) succeeded.add(operationId);
    const isFound = answer.status !== 404 && answer.status !== 405;
    if (isFound) expect(statuses, what).toContain(String(answer.status));
    if (answer.status >= 400)
      expect(answer.body, what).toMatchObject({ status: answer.status, code: expect.any(String) });
    expect(answer.text, what).not.toMatch(INSIDES);
    const sent = JSON.stringify(request);
    const isSecret = (secret: string) => !sent.includes(secret) && answer.text.includes(secret);
    expect(secrets.codes.filter(isSecret), what).toEqual([]);
    if (operationId !== 'verify') expect(answer.text, what).not.toMatch(/eyJ[\w-]+\.eyJ/);
    if (as !== ann) expect(secrets.phones.filter(isSecret), what).toEqual([]);
    compareWithDocument(request, answer, what);
  }

  /** The document and the service must agree on what is a valid request. */
  function compareWithDocument({ isPathValid, isInputValid }: RandomRequest, answer: ApiAnswer, what: string): void {
    // a stranger does not learn what is wrong with their input
    if (answer.status === 401 || answer.status === 403) return;
    if (!isPathValid) expect(answer.status, what).toBe(404);
    else if (!isInputValid) expect(answer.status, what).toBe(400);
    else if (answer.status === 400) expect(undeclared(answer), what).toEqual([]);
    else expect([413, 415, 422], what).not.toContain(answer.status);
    judged[isPathValid && isInputValid ? 'valid' : 'invalid'] += 1;
  }

  /** Some requests suspend people. */
  async function restore(): Promise<void> {
    await inTransaction(api.db, async (trx) => {
      const values = (user: User) => ({ status: 'active', role: user.role, phone: user.phone, language: 'en' });
      for (const user of [ann, thandi]) await trx('users').where({ userId: user.userId }).update(values(user));
    });
  }

  test('cause no failure, reveal nothing about other people, and are refused if and only if the document says so', async () => {
    // it never ends by itself, and takes nothing in but an id that is a number or none
    const ending = (await servedOperations(api)).filter(({ operationId }) => operationId !== 'watchEvents');
    // what others could still find goes last
    const operations = ending.toSorted((one, other) => Number(removes(one)) - Number(removes(other)));
    const { requests, send: sendAimed } = aimedRequests(api, { coordinator: ann.userId, volunteer: thandi.userId });
    for (const [operationId, aim] of Object.entries(requests)) {
      const answer = await sendAimed(await aim());
      expect(answer.status, `${operationId}: ${answer.text}`).toBeLessThan(300);
      succeeded.add(operationId);
    }
    for (const operation of operations) {
      const { operationId } = operation;
      const known: KnownValues = (name) => existing[`${operationId}.${name}`] ?? existing[name] ?? [];
      const [valid, spoiled] = [validRequests(operation, known), spoiledRequests(operation, known)];
      for (const [who, runs] of Object.entries(RUNS)) {
        await restore();
        const as = { coordinator: ann, volunteer: thandi, stranger: undefined }[who];
        for (const [requests, numRuns] of [[valid, runs.valid] as const, [spoiled, runs.spoiled] as const]) {
          const property = fc.asyncProperty(requests, async (request) => {
            judge(operation, request, await send(operation, request, as), as);
          });
          await fc.assert(property, { numRuns, seed: 7, endOnFailure: true });
        }
      }
    }
    // a fuzzer that is always refused, or never, finds nothing
    const refused = operations.map(({ operationId }) => operationId).filter((each) => !succeeded.has(each));
    expect(refused).toEqual([]);
    expect(judged.valid).toBeGreaterThan(400);
    expect(judged.invalid).toBeGreaterThan(120);
  }, 120_000);

  test('a body that is not JSON is a problem, not a failure', async () => {
    const withBody = (await servedOperations(api)).filter(({ body }) => body !== undefined);
    const headers = { 'content-type': 'application/json' };
    for (const operation of withBody) {
      for (const body of ['{', '"', '[1,', '\u0000', 'null', '{"a":1}{']) {
        const path = operation.path.replace(/\{\w+\}/g, '1');
        const request = { path, query: '', headers, body, isPathValid: true, isInputValid: false };
        judge(operation, request, await send(operation, request, ann), ann);
      }
    }
  });
});

function isOverBudget({ turn, hold }: Cost): boolean {
  return turn > BUDGET || hold > BUDGET;
}

function removes({ method, operationId }: ServedOperation): boolean {
  return method === 'delete' || ['forgetUser', 'markUserAsLeft', 'endSchedule'].includes(operationId);
}
