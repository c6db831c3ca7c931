import { afterAll, beforeAll, describe } from 'vitest';
import { createTestApi, type TestApi } from './api.ts';
import { DATABASE_KINDS, type DatabaseKind } from './databases.ts';

/** Runs the same tests of the API on both databases, with one service for the whole block. */
export function onBothApis(
  tests: (api: () => TestApi, kind: DatabaseKind) => void,
  env: Record<string, string> = {},
): void {
  describe.each(DATABASE_KINDS)('on %s', (kind) => {
    let api: TestApi;
    beforeAll(async () => {
      api = await createTestApi(kind, env);
    });
    afterAll(() => api.remove());
    tests(() => api, kind);
  });
}
