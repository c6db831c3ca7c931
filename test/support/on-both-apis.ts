import { afterAll, beforeAll, describe } from 'vitest';
import { createTestApi, type TestApi } from './api.ts';
import { DATABASE_KINDS, type DatabaseKind } from './databases.ts';

type ApiTests = (api: () => TestApi, kind: DatabaseKind) => void;

/** Runs the same tests of the API on both databases, with one service for the whole block. */
export function onBothApis(tests: ApiTests, env: Record<string, string> = {}): void {
  onApis(DATABASE_KINDS, tests, env);
}

/** The same on some of the databases. */
export function onApis(kinds: readonly DatabaseKind[], tests: ApiTests, env: Record<string, string> = {}): void {
  describe.each(kinds)('on %s', (kind) => {
    let api: TestApi;
    beforeAll(async () => {
      api = await createTestApi(kind, env);
    });
    afterAll(() => api.remove());
    tests(() => api, kind);
  });
}
