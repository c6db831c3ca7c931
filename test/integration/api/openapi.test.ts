import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { mountedRoutes } from '#test/support/mounted-routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi('SQLite', { PUBLIC_URL: 'https://watch.example.org' });
});
afterAll(() => api.remove());

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
}
const document = async () => (await api.call('GET', '/openapi.json')).body as Document;

describe('the OpenAPI document', () => {
  test('passes a linter', async () => {
    const source = JSON.stringify(await document());
    // warnings of the recommended rules fail too
    const config = await createConfig({ extends: ['recommended-strict'] });
    const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
    const told = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
    expect(told).toEqual([]);
  });

  test('contains each endpoint, with a unique operation id', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const mounted = ENDPOINTS.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(mounted.sort());
    const names = ENDPOINTS.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test('leaves out only routes that are not for API clients', async () => {
    const routed = mountedRoutes(api.app).map(({ path }) => path.replace(/:(\w+)/g, '{$1}'));
    const described = new Set(Object.keys((await document()).paths));
    const others = [...new Set(routed)].filter((path) => !described.has(path));
    expect(others.sort()).toEqual([
      '/',
      '/assets/{hash}/{name}',
      '/docs',
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
      '/theme',
      '/timers',
      '/try',
      '/try/clock',
      '/try/delivery',
      '/try/demo',
      '/try/events',
      '/try/files/{token}',
      '/try/inspector',
      '/try/media/{id}',
      '/try/phone',
      '/try/save',
      '/try/texts',
      '/webhooks/twilio/messages',
      '/webhooks/twilio/status',
      '/webhooks/twilio/voice',
    ]);
    expect(routed.length - others.length).toBeGreaterThanOrEqual(ENDPOINTS.length);
  });

  test('describes how each endpoint answers a stranger', async () => {
    const { paths } = await document();
    for (const { method, path, access } of ENDPOINTS) {
      const address = path.replace(/:(\w+)/g, '1');
      const answer = await api.call(method.toUpperCase(), address);
      const { responses } = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method] ?? { responses: {} };
      expect(Object.keys(responses), `${method} ${path}`).toContain(String(answer.status));
      if (access !== 'public')
        expect(answer, `${method} ${path}`).toMatchObject({ status: 401, body: { code: 'token_refused' } });
    }
  });

  test('writes each parameter, schema and problem once, so that it stays small', async () => {
    const parts = partsOf(await document()).map((part) => JSON.stringify(part));
    const repeated = [...Map.groupBy(parts, (part) => part)].filter(([part, all]) => {
      return part.length >= LONG && all.length > 2;
    });
    expect(repeated.map(([part]) => part)).toEqual([]);
    const { text } = await api.call('GET', '/openapi.json');
    expect(text.length).toBeLessThan(MOST_BYTES);
  });

  test('names only media types of answers that generators of clients can read', async () => {
    const { paths } = await document();
    const unreadable = Object.values(paths)
      .flatMap((operations) => Object.values(operations))
      .filter(({ responses }) =>
        Object.values(responses as Record<string, { content?: object }>).some(({ content }) => {
          const types = Object.keys(content ?? {});
          return types.length > 0 && !types.some((type) => READABLE.test(type));
        }),
      );
    expect(unreadable.map(({ operationId }) => operationId)).toEqual([]);
    expect(JSON.stringify(paths)).not.toContain('*/*');
  });

  test('has no union of literals, and no two values of an enum with one name', async () => {
    const parts = partsOf(await document());
    const unions = parts.filter(({ anyOf = [] }) => anyOf.length > 1 && anyOf.every((each) => 'const' in each));
    expect(unions).toEqual([]);
    const enums = parts.flatMap((part) => (Array.isArray(part.enum) ? [part.enum] : []));
    expect(enums.length).toBeGreaterThan(10);
    for (const values of enums) {
      // openapi-python-client names the members so
      const names = new Set(values.map((value) => String(value).replace(/\W+/g, '').toUpperCase()));
      expect(names.size, values.join()).toBe(values.length);
    }
  });
});

/** Of 120,000. A document of twice the size takes a third longer to send. */
const MOST_BYTES = 135_000;
const LONG = 200;

/** openapi-python-client leaves out an operation if it can read none of the media types of an answer. */
const READABLE = /^text\/|^application\/(?:json|octet-stream|.+\+json)$/;

interface Part {
  anyOf?: object[];
  enum?: unknown[];
}

/** Every object of the document. */
function partsOf(value: unknown): Part[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(partsOf)];
}
