import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { answerUnreadableRequest } from '#src/http/framework/answer-unreadable-request.ts';
import { type Log, silentLog } from '#src/platform/log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from '#src/process/connections/connection-limits.ts';
import { type Listening, listen } from '#src/process/listen.ts';

interface Options extends Partial<ConnectionLimits> {
  keepAliveMs?: number;
  proxies?: readonly string[];
  log?: Log;
}

/** The real server on a free port, until the test is over. */
export async function startServer(
  listener: RequestListener,
  { keepAliveMs = 60_000, proxies = [], log = silentLog, ...limits }: Options = {},
): Promise<Listening & { port: number; url: string }> {
  const listening = await listen(listener, {
    host: '127.0.0.1',
    port: 0,
    keepAliveMs,
    proxies: parseAddressList(proxies),
    log,
    limits: { ...CONNECTION_LIMITS, ...limits },
    answerUnreadable: answerUnreadableRequest,
  });
  const { server } = listening;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { ...listening, port, url: `http://127.0.0.1:${port}` };
}

/** One connection whose bytes a test decides. */
export interface Caller {
  socket: Socket;
  text(): string;
  isClosed(): boolean;
  /** Resolves when the server has closed the connection. */
  closed: Promise<void>;
  receives(text: string): Promise<void>;
}

/** `from`: another address of this machine. All of 127.0.0.0/8 is, on Linux. */
export async function dial(port: number, { from = '127.0.0.1', sends = '' } = {}): Promise<Caller> {
  const socket = connect({ host: '127.0.0.1', port, localAddress: from });
  let text = '';
  let isClosed = false;
  socket.on('data', (bytes) => {
    // a large answer would make this slow
    if (text.length < 1_000_000) text += bytes.toString('latin1');
  });
  // a connection that is reset is closed too
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isClosed = true;
      resolve();
    });
  });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(sends);
  const receives = (expected: string) => expect.poll(() => text, { interval: 5, timeout: 10_000 }).toContain(expected);
  return { socket, text: () => text, isClosed: () => isClosed, closed, receives };
}
