import type { AddressInfo } from 'node:net';
import { type App, createApp } from '#src/app.ts';
import { parseConfig } from '#src/config.ts';
import { connect, connectReader, type Database } from '#src/db/connect.ts';
import { answerUnreadableRequest } from '#src/http/framework/answer-unreadable-request.ts';
import { type MovableClock, movableClock } from '#src/platform/clock.ts';
import { type Log, silentLog } from '#src/platform/log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { listen } from '#src/process/listen.ts';
import { createServices, type Services } from '#src/services.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { signToken } from '#src/volunteers/sign-in/token.ts';
import { type DatabaseKind, scratchDatabase } from './databases.ts';
import { testIds } from './test-ids.ts';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  /** Parsed, if it is JSON. */
  body: unknown;
  text: string;
}

/** The real API on a real database and port, with a clock that a test moves. */
export interface TestApi {
  url: string;
  db: Database;
  /** The connection of the services. A test may listen to its queries. */
  servicesDb: Database;
  /** The connection of requests that only read. On PostgreSQL, the same one. */
  servicesReader: Database;
  services: Services;
  app: App;
  clock: MovableClock;
  /** `as`: the user whose token is sent. */
  call(method: string, path: string, options?: CallOptions): Promise<ApiAnswer>;
  tokenOf(userId: number): Promise<string>;
  /** The messages that are queued for a phone, oldest first. */
  queuedFor(phone: string): Promise<{ messageType: string; payload: string }[]>;
  remove(): Promise<void>;
}

interface CallOptions {
  as?: number;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A test makes more requests than any caller. */
const NO_LIMITS = {
  REQUESTS_PER_MINUTE: '1000000',
  VERIFICATIONS_PER_HOUR: '1000000',
  CODES_PER_ADDRESS_AND_HOUR: '1000000',
  CODES_PER_PHONE_AND_HOUR: '1000000',
  CODES_PER_HOUR: '1000000',
};

export async function createTestApi(
  kind: DatabaseKind,
  env: Record<string, string> = {},
  log: Log = silentLog,
): Promise<TestApi> {
  const scratch = await scratchDatabase(kind);
  const db = connect(scratch.url);
  const secret = { JWT_SECRET: 'a secret for tests, and for nothing else' };
  const config = parseConfig({ DATABASE_URL: scratch.url, LOG_LEVEL: 'silent', ...secret, ...NO_LIMITS, ...env });
  const clock = movableClock(new Date('2026-11-27T16:00:00Z'));
  const servicesDb = connect(scratch.url);
  const servicesReader = connectReader(servicesDb);
  const services = await createServices({ config, log, clock, ids: testIds, db: servicesDb, reader: servicesReader });
  const app = createApp(services);
  const { server } = await listen(app.callback(), {
    host: '127.0.0.1',
    port: 0,
    keepAliveMs: config.KEEP_ALIVE_SECONDS,
    proxies: parseAddressList(config.TRUSTED_PROXIES),
    log,
    answerUnreadable: answerUnreadableRequest,
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokenOf = async (userId: number) => {
    // no transaction: most calls of most tests begin with this
    const user: User | undefined = await db('users').where({ userId }).first();
    if (!user) throw new Error(`there is no user ${userId}`);
    return signToken(services.settings, user);
  };
  return {
    url,
    db,
    servicesDb,
    servicesReader,
    services,
    app,
    clock,
    tokenOf,
    call: async (method, path, options = {}) => {
      const token = options.as === undefined ? options.token : await tokenOf(options.as);
      return send(`${url}${path}`, method, { ...options, ...(token !== undefined && { token }) });
    },
    queuedFor: (phone) => db('outbox').where({ identity: phone }).orderBy('outboxId').select('messageType', 'payload'),
    remove: async () => {
      server.closeAllConnections();
      server.close();
      await services[Symbol.asyncDispose]();
      await db.destroy();
      await scratch.remove();
    },
  };
}

async function send(url: string, method: string, { token, body, headers }: CallOptions): Promise<ApiAnswer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
