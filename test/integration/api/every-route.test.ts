import { describe, expect, test } from 'vitest';
import { signatureFor } from '#src/messaging/twilio/signature.ts';
import { type MountedRoute, mountedRoutes } from '#test/support/mounted-routes.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { type RawCall, rawCall } from '#test/support/raw-call.ts';

/** Routes without credentials, and why each needs none. */
const PUBLIC: Record<string, string> = {
  'GET /healthz': 'an orchestrator asks whether the process answers; it tells nothing else',
  'GET /readyz':
    'an orchestrator asks whether the process can work; it tells the names of silent jobs and of kinds of late timers only',
  'GET /': 'a page that says where to go, and tells only the name of the watch',
  'GET /openapi.json': 'the document describes the API and holds no data',
  'GET /docs': 'the page shows that document',
  'POST /auth/register': 'callers are not signed in yet; limited by address and number',
  'POST /auth/verify': 'callers are not signed in yet; limited by address and number',
};

/** Routes that take a form with Twilio's signature. */
const SIGNED = /^\/(?:webhooks|clock$|timers$)/;
const CLOSED = [401, 403, 404];
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const BODIES: Record<string, Pick<RawCall, 'headers' | 'body'>> = {
  'no body': {},
  JSON: { headers: JSON_TYPE, body: '{}' },
  'a form': { headers: FORM_TYPE, body: 'From=%2B27821234567&MessageSid=SM1&Body=hi&At=2026-11-27T23%3A45' },
};

/** Credentials that give no right to anything. */
const CREDENTIALS: Record<string, Record<string, string>> = {
  'no credentials': {},
  'a token that is none': { authorization: 'Bearer nonsense' },
  'a token of another service': {
    authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.DXnd0FQqmAlrXdsfLPvzCvlnwZHQPBCj0pKKYBpHq1w',
  },
  'a token that nobody signed': { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
  'an empty signature': { 'x-twilio-signature': '' },
  'a wrong signature': { 'x-twilio-signature': signatureFor('not-our-token', 'https://watch.example.org', {}) },
};

const PUBLIC_URL = 'https://watch.example.org';
// the routes of the simulator have guards of another kind: test/integration/pages/try-guards.test.ts
const SIMULATOR = 'off';
const env = { METRICS_TOKEN: 'a token for the metrics', CLOCK_START: '2026-11-27T18:00', PUBLIC_URL, SIMULATOR };

onBothApis((api) => {
  const routes = () => mountedRoutes(api().app);
  const isPublic = (method: string, { path }: MountedRoute) =>
    PUBLIC[`${method === 'HEAD' ? 'GET' : method} ${path}`] !== undefined;
  const ask = (call: RawCall) => rawCall(api().url, call);

  /** Describes each request that is not answered as expected. */
  async function wrongOf(calls: (RawCall & { what?: string })[], expected: readonly number[]): Promise<string[]> {
    const wrong: string[] = [];
    for (const { what, ...call } of calls) {
      const { status } = await ask(call);
      if (!expected.includes(status)) wrong.push(`${call.method} ${call.path} with ${what ?? 'nothing'}: ${status}`);
    }
    return wrong;
  }

  const closedCalls = (addressesOf: (address: string) => string[]) =>
    routes().flatMap((route) =>
      route.methods
        .filter((method) => !isPublic(method, route))
        .flatMap((method) => addressesOf(route.address).map((path) => ({ method, path }))),
    );

  describe('every mounted route', () => {
    test('is found: those of the API, the webhooks, the clock, the timers and the metrics', () => {
      const paths = new Set(routes().map(({ path }) => path));
      const some = [
        '/clock',
        '/timers',
        '/metrics',
        '/webhooks/twilio/messages',
        '/admin/users/:id',
        '/calendar/:token.ics',
      ];
      expect(some.filter((path) => !paths.has(path))).toEqual([]);
      expect(paths.size).toBeGreaterThan(50);
    });

    test('has a guard of its own: no layer of a router guards by a prefix', () => {
      expect(routes().filter(({ methods }) => methods.length === 0)).toEqual([]);
    });

    test('is closed without credentials, with any body', async () => {
      const calls = closedCalls((address) => [address, `${address}/`]).flatMap((call) =>
        Object.entries(BODIES).map(([what, body]) => ({ ...call, ...body, what })),
      );
      expect(await wrongOf(calls, CLOSED)).toEqual([]);
    });

    test('is closed with wrong credentials', async () => {
      const calls = closedCalls((address) => [address]).flatMap((call) =>
        Object.entries(CREDENTIALS).map(([what, headers]) => {
          const body = SIGNED.test(call.path) ? BODIES['a form'] : BODIES.JSON;
          return { ...call, ...body, headers: { ...body?.headers, ...headers }, what };
        }),
      );
      expect(await wrongOf(calls, CLOSED)).toEqual([]);
    });

    test('exists in one spelling only: upper and lower case differ, also for public routes', async () => {
      const calls = routes().flatMap(({ methods, address }) =>
        otherCasesOf(address).flatMap((other) =>
          [other, `${other}/`].flatMap((path) =>
            methods.flatMap((method) =>
              Object.entries(BODIES).map(([what, body]) => ({ method, path, ...body, what })),
            ),
          ),
        ),
      );
      expect(calls.length).toBeGreaterThan(1000);
      expect(await wrongOf(calls, [404])).toEqual([]);
    });

    test('stays closed to slashes, dots and escapes that could bypass a guard', async () => {
      const calls = routes().flatMap(({ methods, address }) =>
        disguisesOf(address).flatMap((path) =>
          methods.map((method) => ({ method, path, ...BODIES['a form'], what: 'a form' })),
        ),
      );
      // the last part of an address may be a parameter, which takes any of these: then its guard answers
      expect(await wrongOf(calls, [...CLOSED, 405])).toEqual([]);
    });

    test('refuses all other methods, names its own, and runs nothing for OPTIONS', async () => {
      const wrong: string[] = [];
      for (const { address } of routes()) {
        const own = new Set(routes().flatMap((route) => (route.address === address ? route.methods : [])));
        for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE', 'OPTIONS']) {
          if (own.has(method)) continue;
          const { status, headers, text } = await ask({ method, path: address });
          const allow = new Set((headers.allow ?? '').split(', '));
          const isRight = method === 'OPTIONS' ? status === 200 && text === '' : status === 405;
          const namesOwn = [...own].every((name) => allow.has(name));
          if (!isRight || !namesOwn) wrong.push(`${method} ${address}: ${status}, Allow: ${headers.allow}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  });

  test('an unknown address is not found, with any method', async () => {
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE', 'OPTIONS'];
    const calls = methods.map((method) => ({ method, path: '/nowhere' }));
    expect(await wrongOf(calls, [404])).toEqual([]);
  });

  test('the list of public routes contains exactly the open routes', async () => {
    const stale: string[] = [];
    for (const name of Object.keys(PUBLIC)) {
      const [method = '', path = ''] = name.split(' ');
      const isMounted = routes().some((route) => route.path === path && route.methods.includes(method));
      const body = method === 'GET' ? {} : BODIES.JSON;
      const { status } = await ask({ method, path, ...body });
      if (!isMounted || CLOSED.includes(status) || status >= 500) stale.push(`${name}: ${status}`);
    }
    expect(stale).toEqual([]);
  });

  test('forged texts, calls and status callbacks are refused, in every spelling of the address', async () => {
    const post = (path: string) => ask({ method: 'POST', path, ...BODIES['a form'] });
    for (const name of ['messages', 'voice', 'status']) {
      expect((await post(`/webhooks/twilio/${name}`)).status).toBe(403);
      expect((await post(`/webhooks/twilio/${name}/`)).status).toBe(403);
      expect((await post(`/Webhooks/twilio/${name}`)).status).toBe(404);
      expect((await post(`/webhooks/twilio/${name.toUpperCase()}`)).status).toBe(404);
      expect((await post(`/WEBHOOKS/TWILIO/${name.toUpperCase()}`)).status).toBe(404);
    }
    expect(await api().db('inbox')).toEqual([]);
  });

  test('a signed text is accepted, and one that is signed for another address is not', async () => {
    const form = { MessageSid: 'SM00000000000000000000000000000001', From: '+27821234567', Body: 'hello' };
    const send = (path: string, signedFor = path) => {
      const signature = signatureFor(api().services.config.TWILIO_AUTH_TOKEN[0] ?? '', PUBLIC_URL + signedFor, form);
      const headers = { ...FORM_TYPE, 'x-twilio-signature': signature };
      return ask({ method: 'POST', path, headers, body: new URLSearchParams(form).toString() });
    };
    expect((await send('/Webhooks/twilio/messages')).status).toBe(404);
    expect((await send('/webhooks/twilio/messages', '/webhooks/twilio/voice')).status).toBe(403);
    expect(await api().db('inbox')).toEqual([]);
    expect((await send('/webhooks/twilio/messages')).status).toBe(200);
    // a watch may have typed it so into the console of its provider, and must not lose texts by an upgrade
    expect((await send('/webhooks/twilio/messages/')).status).toBe(200);
    await api().services.conversations.settled();
    expect(await api().db('inbox')).toHaveLength(1);
  });
}, env);

/** Upper, mixed and capitalised, as far as each differs from what is right. */
function otherCasesOf(address: string): string[] {
  let isUpper = false;
  const mixed = address.replace(/[a-z]/g, (letter) => {
    isUpper = !isUpper;
    return isUpper ? letter.toUpperCase() : letter;
  });
  const first = address.replace(/[a-z]/, (letter) => letter.toUpperCase());
  const last = address.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase());
  const all = [address.toUpperCase(), mixed, first, last];
  return [...new Set(all)].filter((other) => other !== address);
}

function disguisesOf(address: string): string[] {
  const [, first = '', rest = ''] = /^\/(.)(.*)$/.exec(address) ?? [];
  const escaped = `%${first.charCodeAt(0).toString(16)}`;
  const lastSlash = address.lastIndexOf('/');
  return [
    `/${address}`,
    `/.${address}`,
    `/nowhere/..${address}`,
    `/${escaped}${rest}`,
    `/${escaped.toUpperCase()}${rest}`,
    `/%25${escaped.slice(1)}${rest}`,
    `${address};a=1`,
    `${address}%00`,
    `${address}%20`,
    `${address}%2F`,
    `${address}//`,
    `${address}/.`,
    ...(lastSlash > 0
      ? [
          `${address.slice(0, lastSlash)}%2F${address.slice(lastSlash + 1)}`,
          `${address.slice(0, lastSlash)}/${address.slice(lastSlash)}`,
          `${address.slice(0, lastSlash)}\\${address.slice(lastSlash + 1)}`,
        ]
      : []),
  ];
}
