import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** In this file nock answers all requests except those to `allowed`. Each test must use all answers that it prepared. */
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
