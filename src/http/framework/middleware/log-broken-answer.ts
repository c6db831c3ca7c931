import type { CombinedLog } from '#src/platform/combined-log.ts';
import { describeError } from '#src/platform/log.ts';

/**
 * Node's error codes for a connection that the caller ended, or whose request stopped in the middle. `HPE_…` comes from
 * its HTTP parser.
 */
const GONE =
  /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP_REQUEST_TIMEOUT|HPE_\w+)$/;

/** Logs an error while an answer is sent. A caller that disconnects or falls silent is not our fault. */
export function logBrokenAnswer(log: CombinedLog, thrown: unknown): void {
  const { at, ...kind } = describeError(thrown);
  if (GONE.test(String(kind.code))) log.add({ level: 'info', msg: 'the caller went away', kind });
  else log.add({ level: 'warn', msg: 'answer broke off', kind, first: { at } });
}
