import { STATUS_CODES } from 'node:http';
import type { ProblemCode } from './problem.ts';

interface Refusal {
  status: number;
  title: string;
  detail: string;
  code: ProblemCode;
}

const NOT_HTTP: Refusal = {
  status: 400,
  title: 'Unreadable request',
  detail: 'This is not a valid HTTP request.',
  code: 'unreadable_request',
};

/** What the middleware would add. */
const SAFE_HEADERS = [
  "Content-Security-Policy: default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security: max-age=31536000; includeSubDomains',
  'X-Content-Type-Options: nosniff',
];

/** By the error codes of Node's HTTP parser, with the statuses that Node itself answers. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request headers too large',
    detail: 'The request line and the headers may have 16 kB together.',
    code: 'too_large',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: 'Request too large',
    detail: 'The extensions of the chunks are too large.',
    code: 'too_large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request took too long',
    detail: 'The request was not complete in time.',
    code: 'unreadable_request',
  },
};

/**
 * The bytes of an answer to a request that Node's HTTP parser has refused, so that no middleware sees it. The connection
 * ends with it: nobody knows where the next request would begin.
 */
export function answerUnreadableRequest(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  const problem = REFUSALS[code] ?? NOT_HTTP;
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    ...SAFE_HEADERS,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
