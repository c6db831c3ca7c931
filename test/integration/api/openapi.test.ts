import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '#src/app.ts';
import { ENDPOINTS } from '#src/http/api/endpoints.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';

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
  test('is sound, in the eyes of a linter', async () => {
    const source = JSON.stringify(await document());
    // everything that its recommended rules warn of fails too
    const config = await createConfig({ extends: ['recommended-strict'] });
    const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
    const told = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
    expect(told).toEqual([]);
  });

  test('has each endpoint, by a name of its own', async () => {
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

  test('leaves out no route but those that are for no API client', async () => {
    const routed = createApp(api.services)
      .middleware.flatMap((middleware) => ('router' in middleware ? [middleware.router as RouterLike] : []))
      .flatMap(({ stack }) => stack)
      .filter(({ methods }) => methods.length > 0)
      .map(({ path }) => path.replace(/:(\w+)/g, '{$1}'));
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

  test('each endpoint answers a stranger as it says', async () => {
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

interface RouterLike {
  stack: { path: string; methods: string[] }[];
}

describe('/docs', () => {
  test('shows it with files from this machine, under a policy that lets nothing else in', async () => {
    const page = await api.call('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://watch.example.org;");
    expect(page.text).not.toMatch(/https?:|<script>|<style/);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => `/${file}`);
    expect(files).toHaveLength(4);
    for (const file of files) {
      const { status, text, headers } = await api.call('GET', file);
      expect(status, file).toBe(200);
      expect(headers.get('content-type'), file).toMatch(
        /^(?:text\/css|text\/javascript|application\/javascript|image\/png)/,
      );
      expect(text.length).toBeGreaterThan(50);
    }
    expect((await api.call('GET', '/docs/show.js')).text).toContain("url: 'openapi.json'");
    expect((await api.call('GET', '/docs/package.json')).status).toBe(404);
    expect((await api.call('GET', '/docs/..%2fpackage.json')).status).toBe(404);
  });
});
