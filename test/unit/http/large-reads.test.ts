import { expect, test } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { fakeServices } from './fake-services.ts';
import { listening } from './listening.ts';

test('a large read lets texts go first, and no other read waits for that', async () => {
  const refuse = (how: string) => () => Promise.reject(new Problem('not_ready', how));
  const { services } = fakeServices({}, { read: refuse('at once'), readLarge: refuse('in turn') });
  const { serviceUrl } = await listening(services);
  const howOf = async (path: string) => {
    const problem = (await (await fetch(`${serviceUrl}${path}`)).json()) as { detail: string };
    return problem.detail;
  };
  const reads = ENDPOINTS.filter(({ kind }) => kind !== 'write');
  const large = reads.filter(({ isLarge }) => isLarge);
  expect(large.map(({ operationId }) => operationId)).toEqual(['showRoster']);
  for (const read of reads) {
    expect(await howOf(read.path.replace(/:\w+/, '1'))).toBe(large.includes(read) ? 'in turn' : 'at once');
  }
});
