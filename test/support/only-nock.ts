import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** In this file only nock answers requests, but for those to `allowed`, and each test uses up what it prepared. */
export function answerByNockOnly(allowed?: string): void {
  beforeAll(() => {
    // another file of this worker may have ended with `restore`
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    if (allowed !== undefined) nock.enableNetConnect(allowed);
  });
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
