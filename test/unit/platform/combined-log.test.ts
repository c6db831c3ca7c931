import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCombinedLog } from '#src/platform/combined-log.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { createLog } from '#src/platform/log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function combined() {
  const lines: Record<string, unknown>[] = [];
  const log = createCombinedLog(createLog('info', { write: (line) => void lines.push(JSON.parse(line)) }));
  const refused = (address: string, id = 0) =>
    log.add({ level: 'info', msg: 'refused', kind: { code: 'wrong_code', address }, first: { requestId: id } });
  return { lines, refused };
}

test('the first line of a kind is written at once, and repeats become one line at the end of the minute', () => {
  const { lines, refused } = combined();
  for (let id = 1; id <= 500; id += 1) refused('a', id);
  refused('b', 501);
  expect(lines).toMatchObject([
    { msg: 'refused', code: 'wrong_code', address: 'a', requestId: 1 },
    { msg: 'refused', address: 'b', requestId: 501 },
  ]);
  vi.advanceTimersByTime(MINUTE);
  expect(lines.slice(2)).toMatchObject([{ msg: 'refused', code: 'wrong_code', address: 'a', times: 499 }]);
  expect(lines[2]).not.toHaveProperty('requestId');
});

test('a new minute begins with the next line, and an idle one writes nothing', () => {
  const { lines, refused } = combined();
  refused('a');
  vi.advanceTimersByTime(10 * MINUTE);
  expect(lines).toHaveLength(1);
  refused('a');
  expect(lines).toHaveLength(2);
});

test('a thousand addresses write two hundred lines a minute at most, and one that counts the others', () => {
  const { lines, refused } = combined();
  for (let round = 0; round < 3; round += 1) for (let i = 0; i < 1000; i += 1) refused(`address ${i}`);
  expect(lines).toHaveLength(100);
  vi.advanceTimersByTime(MINUTE);
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toMatchObject({ level: 40, times: 2700 });
});
