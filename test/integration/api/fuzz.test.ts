import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import type { AnyEndpoint } from '#src/http/framework/endpoint.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { fileReport } from '#src/reports/file-report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type ApiAnswer, createTestApi, type TestApi } from '#test/support/api.ts';
import { arbitraryOf, GARBAGE, type JsonSchema, spoiled } from '#test/support/arbitrary-of-schema.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { textIn } from '#test/support/text-in.ts';

/** Requests for each endpoint and kind of caller: on two databases some thousands in all. */
const RUNS = { coordinator: 14, volunteer: 7, stranger: 4 };
/** Traces of our implementation: stack frames, files, SQL and drivers. */
const INSIDES =
  /\n\s+at |node_modules|\/src\/|SQLITE_|sqlite3?[:/]|violates|syntax error|\b(?:select|insert into|update) [`"*]/i;

interface Operation {
  parameters?: { name: string; in: string; required: boolean; schema: JsonSchema }[];
  requestBody?: { content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, unknown>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}
interface Request {
  path: string;
  query: string;
  headers: Record<string, string>;
  body: unknown;
}

describe.each(DATABASE_KINDS)('random requests, on %s', (kind) => {
  let api: TestApi;
  let document: Document;
  let ann: User;
  let thandi: User;
  const succeeded = new Set<string>();
  let secrets: { codes: string[]; phones: string[] };

  beforeAll(async () => {
    api = await createTestApi(kind);
    document = (await api.call('GET', '/openapi.json')).body as Document;
    ann = await buildVolunteer(api.db, { name: 'Ann Adams', role: 'coordinator' });
    thandi = await buildVolunteer(api.db, { name: 'Thandi Nkosi' });
    const others = [
      await buildVolunteer(api.db, { name: 'Sipho M' }),
      await buildVolunteer(api.db, { role: 'coordinator' }),
    ];
    await furnish(others);
    secrets = await readSecrets([ann, ...others]);
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
    // five minutes before the first shift: attendance is open for it, and the others can still be given up
    api.clock.moveTo(new Date('2026-11-27T21:55:00Z'));
    const { body } = await api.call('GET', '/shifts/available?limit=6', { as: thandi.userId });
    for (const [index, shift] of (body as { schedule_id: number; start_time: string }[]).entries()) {
      const { schedule_id, start_time } = shift;
      const as = index % 3 === 2 ? sipho?.userId : thandi.userId;
      const booked = await api.call('POST', '/bookings', { ...(as && { as }), body: { schedule_id, start_time } });
      expect(booked.status).toBe(201);
    }
    for (const words of ['zzz qqq', 'xxx vvv', 'report 2 window broken']) {
      await textIn(api.services, sipho?.phone ?? '', words);
    }
    await textIn(api.services, '+27841112222', 'hello');
    await textIn(api.services, '+27841112222', 'Joseph');
    await api.call('POST', '/auth/register', { body: { phone: '+27841113333' } });
  }

  async function readSecrets(others: User[]) {
    const sent: { payload: string }[] = await api.db('outbox').whereNotNull('codeId').select('payload');
    const codes = sent.flatMap(({ payload }) => payload.match(/\b\d{6}\b/g) ?? []);
    expect(codes.length).toBeGreaterThanOrEqual(2);
    // as they are stored, and as people write them
    const numbers = ['+27841112222', '+27841113333', ...others.map(({ phone }) => phone ?? '')];
    return { codes, phones: numbers.map((number) => number.slice(-9)) };
  }

  const operationOf = ({ method, path }: AnyEndpoint): Operation => {
    const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
    if (!operation) throw new Error(`${method} ${path} is not in the document`);
    return operation;
  };

  function requestsFor(endpoint: AnyEndpoint): Arbitrary<Request> {
    const { parameters = [], requestBody } = operationOf(endpoint);
    const named = (where: string) => {
      const here = parameters.filter((parameter) => parameter.in === where);
      const values = here.map(({ name, required, schema }) => {
        const sound = arbitraryOf(resolve(schema));
        const some = fc.oneof({ weight: 8, arbitrary: sound }, { weight: 1, arbitrary: GARBAGE });
        // most are left out: each one more is one more that may refuse
        return [name, required ? some : fc.option(some, { freq: 1, nil: undefined })] as const;
      });
      return fc.record(Object.fromEntries(values)).map(withoutUndefined);
    };
    const sound = requestBody
      ? arbitraryOf(resolve(requestBody.content['application/json'].schema))
      : fc.constant(undefined);
    const body = requestBody
      ? fc.oneof(
          { weight: 3, arbitrary: sound },
          { weight: 3, arbitrary: spoiled(sound) },
          { weight: 1, arbitrary: GARBAGE },
        )
      : sound;
    return fc.record({ params: named('path'), query: named('query'), headers: named('header'), body }).map((parts) => ({
      path: endpoint.path.replace(/:(\w+)/g, (_, name: string) => segment(partOf(parts.params, name))),
      query: queryString(parts.query),
      headers: headersOf(parts.headers),
      body: parts.body,
    }));
  }

  function resolve(schema: JsonSchema): JsonSchema {
    const text = JSON.stringify(schema, (_, part: unknown) => {
      const reference = typeof part === 'object' && part !== null && '$ref' in part ? String(part.$ref) : undefined;
      return reference ? document.components.schemas[reference.split('/').at(-1) ?? ''] : part;
    });
    return JSON.parse(text);
  }

  async function send(endpoint: AnyEndpoint, request: Request, as: User | undefined): Promise<ApiAnswer> {
    const { path, query, headers, body } = request;
    const options = { headers, ...(body !== undefined && { body }), ...(as && { as: as.userId }) };
    return api.call(endpoint.method.toUpperCase(), path + query, options);
  }

  function judge(endpoint: AnyEndpoint, request: Request, answer: ApiAnswer, as: User | undefined): void {
    const what = `${endpoint.method} ${request.path}${request.query} ${JSON.stringify(request.body)}: ${answer.status} ${answer.text}`;
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status < 300) succeeded.add(endpoint.operationId);
    const isFound = answer.status !== 404 && answer.status !== 405;
    if (isFound) expect(Object.keys(operationOf(endpoint).responses), what).toContain(String(answer.status));
    if (answer.status >= 400)
      expect(answer.body, what).toMatchObject({ status: answer.status, code: expect.any(String) });
    expect(answer.text, what).not.toMatch(INSIDES);
    const sent = JSON.stringify(request);
    const isSecret = (secret: string) => !sent.includes(secret) && answer.text.includes(secret);
    expect(secrets.codes.filter(isSecret), what).toEqual([]);
    if (endpoint.operationId !== 'verify') expect(answer.text, what).not.toMatch(/eyJ[\w-]+\.eyJ/);
    if (as !== ann) expect(secrets.phones.filter(isSecret), what).toEqual([]);
  }

  /** Some requests suspend people. */
  async function restore(): Promise<void> {
    await inTransaction(api.db, async (trx) => {
      const values = (user: User) => ({ status: 'active', role: user.role, phone: user.phone, language: 'en' });
      for (const user of [ann, thandi]) await trx('users').where({ userId: user.userId }).update(values(user));
    });
  }

  // it never ends by itself, and takes nothing in but an id that is a number or none
  const ending = ENDPOINTS.filter(({ operationId }) => operationId !== 'watchEvents');
  // what others could still find goes last
  const endpoints = ending.toSorted(
    (one, other) => Number(one.method === 'delete') - Number(other.method === 'delete'),
  );

  test('cause no failure, and reveal nothing about other people', async () => {
    for (const endpoint of endpoints) {
      const requests = requestsFor(endpoint);
      for (const [who, numRuns] of Object.entries(RUNS)) {
        await restore();
        const as = { coordinator: ann, volunteer: thandi, stranger: undefined }[who];
        const property = fc.asyncProperty(requests, async (request) => {
          judge(endpoint, request, await send(endpoint, request, as), as);
        });
        await fc.assert(property, { numRuns, seed: 7, endOnFailure: true });
      }
    }
    // a fuzzer that is always refused finds nothing
    expect(succeeded.size).toBeGreaterThan(endpoints.length / 2);
  }, 120_000);

  test('a body that is not JSON is a problem, not a failure', async () => {
    const withBody = endpoints.filter(({ body }) => body !== undefined);
    const headers = { 'content-type': 'application/json' };
    for (const endpoint of withBody) {
      for (const body of ['{', '"', '[1,', '\u0000', 'null', '{"a":1}{']) {
        const request = { path: endpoint.path.replace(/:\w+/g, '1'), query: '', headers, body };
        judge(endpoint, request, await send(endpoint, request, ann), ann);
      }
    }
  });
});

function withoutUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function partOf(record: object, name: string): unknown {
  return (record as Record<string, unknown>)[name];
}

function segment(value: unknown): string {
  return encode(textOf(value)) || '0';
}

function queryString(query: object): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encode(textOf(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Headers hold visible ASCII only: no client sends anything else. */
function headersOf(headers: object): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    textOf(value)
      .replace(/[^ -~]/g, '')
      .trim(),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed().slice(0, 2000));
}
