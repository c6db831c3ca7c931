import type { RequestListener } from 'node:http';
import type { ConnectionLimits } from './connection-limits.ts';
import type { OpenConnections } from './open-connections.ts';

/**
 * Closes a connection that sends further requests while too many are not answered. Node reads hundreds of them from one
 * packet, and each is kept in memory until the caller has read the answers before it.
 */
export function limitPipelined(
  listener: RequestListener,
  open: Pick<OpenConnections, 'find' | 'close'>,
  { pipelined }: Pick<ConnectionLimits, 'pipelined'>,
): RequestListener {
  return (request, response) => {
    // Node goes on with the packet after the connection is closed
    if (request.socket.destroyed) return;
    const connection = open.find(request.socket);
    if (connection && connection.answers.size > pipelined) open.close(connection);
    else listener(request, response);
  };
}
