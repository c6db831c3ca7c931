import { expect, test } from 'vitest';
import { logBrokenAnswer } from '#src/http/framework/middleware/log-broken-answer.ts';
import { createLog } from '#src/platform/log.ts';

function logged(thrown: unknown) {
  const lines: string[] = [];
  logBrokenAnswer(createLog('trace', { write: (line) => void lines.push(line) }), thrown);
  return lines.map((line) => JSON.parse(line));
}

test.each(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE'])(
  'a caller that goes away (%s) is an information without a stack',
  (code) => {
    const [line] = logged(Object.assign(new Error('secret words'), { code }));
    expect(line).toMatchObject({ level: 30, code });
    expect(line.at).toBeUndefined();
  },
);

test('an answer that fails on our side is a warning with its place in the code', () => {
  const [line] = logged(Object.assign(new TypeError('secret words'), { code: 'ECONNRESETS' }));
  expect(line).toMatchObject({ level: 40, error: 'TypeError' });
  expect(String(line.at)).toContain('log-broken-answer.test.ts');
  expect(JSON.stringify(line)).not.toContain('secret');
});
