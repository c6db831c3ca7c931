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
      '/docs',
      '/docs/favicon-32x32.png',
      '/docs/show.js',
      '/docs/swagger-ui-bundle.js',
      '/docs/swagger-ui.css',
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
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
});
