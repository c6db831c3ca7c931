import { describeError, type Log } from '#src/platform/log.ts';

/** Node's codes for a connection that the other side ended; `HPE_…` is its HTTP parser, in the middle of a request. */
const GONE = /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|HPE_\w+)$/;

/** What fails past the middleware: while the answer is streamed out. A caller that goes away is not a fault of ours. */
export function logBrokenAnswer(log: Log, thrown: unknown): void {
  const { at, ...error } = describeError(thrown);
  if (GONE.test(String(error.code))) log.info(error, 'the caller went away');
  else log.warn({ ...error, at }, 'answer broke off');
}
