import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setInterval as every } from 'node:timers/promises';
import { StartError } from './start-error.ts';

const REASONS: Record<string, string> = {
  EADDRINUSE: 'is already in use. If the service is not running already, set PORT.',
  EACCES: 'may not be used by this user. Set PORT to one above 1023.',
  EADDRNOTAVAIL: 'is not an address of this machine. Set HOST.',
  ENOTFOUND: 'is not an address of this machine. Set HOST.',
};

/** Accepts requests when it returns. Throws `StartError`. */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(listener).listen(port, host);
  try {
    await once(server, 'listening');
    return server;
  } catch (thrown) {
    const reason = thrown instanceof Error && 'code' in thrown ? REASONS[String(thrown.code)] : undefined;
    throw reason ? new StartError(`${host}:${port} ${reason}`, { cause: thrown }) : thrown;
  }
}

/** Accepts no new requests. Resolves when the last request is answered. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new AbortController();
  server.close(() => closed.abort());
  try {
    // a keep-alive connection would keep the server open after its last answer
    for await (const _ of every(50, undefined, { signal: closed.signal })) server.closeIdleConnections();
  } catch (thrown) {
    if (!closed.signal.aborted) throw thrown;
  }
}
