import { describeError, type Log } from '#src/platform/log.ts';

/**
 * Node's error codes for a connection that the caller ended, or whose request stopped in the middle. `HPE_…` comes from
 * its HTTP parser.
 */
const GONE =
  /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP_REQUEST_TIMEOUT|HPE_\w+)$/;

/** Logs an error while an answer is sent. A caller that disconnects or falls silent is not our fault. */
export function logBrokenAnswer(log: Log, thrown: unknown): void {
  const { at, ...error } = describeError(thrown);
  if (GONE.test(String(error.code))) log.info(error, 'the caller went away');
  else log.warn({ ...error, at }, 'answer broke off');
}
