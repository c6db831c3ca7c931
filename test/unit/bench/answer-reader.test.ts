import { expect, it } from 'vitest';
import { AnswerReader } from '#test/bench/load/answer-reader.ts';

const BODY = '[{"name":"Patrol"},{"name":"Post 0"}]';
const COUNTED = `HTTP/1.1 200 OK\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;
const CHUNKED = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n12\r\n${BODY.slice(0, 18)}\r\n13\r\n${BODY.slice(18)}\r\n0\r\n\r\n`;

it.each([
  ['with a length', COUNTED],
  ['in chunks', CHUNKED],
])('finds the end of an answer %s, however the bytes arrive', (_name, answer) => {
  for (let size = 1; size <= answer.length; size += 1) {
    const reader = new AnswerReader();
    // a kept connection brings the next answer to the same reader
    for (const _time of [1, 2]) {
      const pieces = Array.from({ length: Math.ceil(answer.length / size) }, (_, index) =>
        reader.read(Buffer.from(answer.slice(index * size, (index + 1) * size))),
      );
      expect(pieces.lastIndexOf(true)).toBe(pieces.length - 1);
      expect(pieces.indexOf(true)).toBe(pieces.length - 1);
    }
  }
});

it('refuses an answer that is not a success', () => {
  const read = () => new AnswerReader().read(Buffer.from(COUNTED.replace('200 OK', '429 Too Many Requests')));
  expect(read).toThrow('429');
});
