import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { MINUTE } from '#src/platform/duration.ts';
import type { Log } from '#src/platform/log.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { type HttpConnection, isIdle, type OpenConnections, waitsForCaller } from './open-connections.ts';

const WARNING_EVERY = MINUTE;

/**
 * Leaves room for new connections, so that a stranger who keeps many open does not keep Twilio out. For a new one, one that
 * waits for its caller is closed: of the same address if that has too many, otherwise of the address that has the most. If
 * none waits, the new one is closed.
 */
export function capConnections(
  { server, open, log }: { server: Server; open: OpenConnections; log: Log },
  { all, perAddress }: Pick<ConnectionLimits, 'all' | 'perAddress'>,
): void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  server.on('connection', (socket: Socket) => {
    const opened = open.find(socket);
    if (opened?.address === undefined) return;
    const own = open.of(opened.address);
    const isOneTooMany = own.size > perAddress;
    if (!isOneTooMany && open.counted <= all) return;
    if (performance.now() - warnedAt >= WARNING_EVERY) {
      warnedAt = performance.now();
      log.warn({ address: opened.address, ofAddress: own.size, ofAll: open.counted }, 'too many connections');
    }
    open.close(findOneThatWaits(isOneTooMany ? [own] : open.listByAddress(), opened) ?? opened);
  });
}

/** Rather one without a request, and the one that was used the longest ago. */
function findOneThatWaits(
  groups: readonly ReadonlySet<HttpConnection>[],
  opened: HttpConnection,
): HttpConnection | undefined {
  for (const group of groups) {
    const others = [...group].filter((connection) => connection !== opened);
    const found = others.find(isIdle) ?? others.find(waitsForCaller);
    if (found) return found;
  }
  return undefined;
}
