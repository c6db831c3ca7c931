import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { BlockList, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '#src/platform/log.ts';
import { countedAddressOf } from '#src/platform/remote-address.ts';
import { capConnections } from './connections/cap-connections.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from './connections/connection-limits.ts';
import { endSlowReaders } from './connections/end-slow-readers.ts';
import { limitPipelined } from './connections/limit-pipelined.ts';
import { isIdle, OpenConnections, waitsForCaller } from './connections/open-connections.ts';
import { StartError } from './start-error.ts';

const REASONS: Record<string, string> = {
  EADDRINUSE: 'is already in use. If the service is not running already, set PORT.',
  EACCES: 'may not be used by this user. Set PORT to one above 1023.',
  EADDRNOTAVAIL: 'is not an address of this machine. Set HOST.',
  ENOTFOUND: 'is not an address of this machine. Set HOST.',
};

const LOOK_AGAIN_MS = 50;

export interface ListenOptions {
  host: string;
  port: number;
  /** For how long a connection stays open after an answer. */
  keepAliveMs: number;
  /** Their connections are not counted. */
  proxies: BlockList;
  log: Log;
  limits?: ConnectionLimits;
  /** The bytes of an answer to a request that Node cannot parse. Without it, Node answers without a body. */
  answerUnreadable?: (error: Error) => string;
}

export interface Listening {
  server: Server;
  /** Accepts no new requests. Resolves when the last request is answered. */
  stop(): Promise<void>;
}

/** Accepts requests when it returns. Throws `StartError`. */
export async function listen(listener: RequestListener, options: ListenOptions): Promise<Listening> {
  const { host, port, keepAliveMs, proxies, log, limits = CONNECTION_LIMITS } = options;
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    // the app refuses such a request. Node would answer without a body
    requireHostHeader: false,
  });
  const open = new OpenConnections(server, ({ remoteAddress = '' }: Socket) =>
    countedAddressOf(remoteAddress, proxies),
  );
  capConnections({ server, open, log }, limits);
  endSlowReaders(server, open, limits);
  const answer = limitPipelined(listener, open, limits);
  server.on('request', answer);
  // an expectation that we do not know may be ignored (RFC 9110). Node would refuse it without a body
  server.on('checkExpectation', answer);
  if (options.answerUnreadable) answerClientErrors(server, open, options.answerUnreadable);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (thrown) {
    const reason = thrown instanceof Error && 'code' in thrown ? REASONS[String(thrown.code)] : undefined;
    throw reason ? new StartError(`${host}:${port} ${reason}`, { cause: thrown }) : thrown;
  }
  return { server, stop: () => stop(server, open, limits.stoppingMs) };
}

function answerClientErrors(server: Server, open: OpenConnections, answer: (error: Error) => string): void {
  server.on('clientError', (error, stream) => {
    const socket = stream as Socket;
    const answers = [...(open.find(socket)?.answers ?? [])];
    // while an earlier request is answered, the caller would take these bytes for its answer, or for a part of it
    const isAnswering = answers.some(({ req, headersSent }) => req.complete || headersSent);
    if (socket.writable && !isAnswering) socket.write(answer(error));
    socket.destroy(error);
  });
}

/**
 * Closes idle connections at once, and each of the others when it has its answer. Callers who keep us waiting have until
 * `stoppingMs`. Node itself would wait for callers who have not sent anything yet.
 */
async function stop(server: Server, open: OpenConnections, stoppingMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const endsAtMs = performance.now() + stoppingMs;
  const again = new AbortController();
  void closed.then(() => again.abort());
  while (!again.signal.aborted) {
    const mayClose = performance.now() < endsAtMs ? isIdle : waitsForCaller;
    for (const connection of [...open]) if (mayClose(connection)) open.close(connection);
    await wait(LOOK_AGAIN_MS, undefined, { signal: again.signal }).catch(() => {});
  }
}
