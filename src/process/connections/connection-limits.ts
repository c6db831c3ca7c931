import { SECOND } from '#src/platform/duration.ts';

export interface ConnectionLimits {
  /** Open connections of all callers together, other than trusted proxies. */
  all: number;
  /** Open connections of one network address, other than a trusted proxy. */
  perAddress: number;
  /** Requests of one connection that are received and whose answers the caller has not read. */
  pipelined: number;
  /** From the first byte of a request, or from the connection on, to the end of its headers. */
  headersMs: number;
  /** From the first byte of a request to the end of its body. */
  requestMs: number;
  /** How often Node looks for requests that take longer. */
  checkEveryMs: number;
  /** A caller reads `leastBytes` of an answer in this time, or the rest of it. */
  readingMs: number;
  leastBytes: number;
  /** When the service stops, a request that is still being sent gets this long. */
  stoppingMs: number;
}

/** Not settings: they protect the process, and no watch needs other values. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  // an idle connection takes at most 20 kB: 40 MB together
  all: 2_000,
  // a mobile network puts many members behind one address, and a browser opens six connections
  perAddress: 200,
  // browsers and proxies send the next request after the answer
  pipelined: 10,
  // headers fit into one packet, which the slowest phone sends within seconds
  headersMs: 20 * SECOND,
  // the largest body, 64 kB, at 1 kB a second
  requestMs: 65 * SECOND,
  checkEveryMs: 5 * SECOND,
  // 1 kB a second: slower than the slowest mobile network
  readingMs: 60 * SECOND,
  leastBytes: 60_000,
  // shorter than STOP_SECONDS, so that a slow caller does not get the process killed
  stoppingMs: 3 * SECOND,
};
