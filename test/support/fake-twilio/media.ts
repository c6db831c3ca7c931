import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** What the fake does with one request for a file, instead of redirecting to it. */
export type MediaFault =
  | { kind: 'status'; status: number }
  | { kind: 'reset' }
  | { kind: 'redirect'; location: string }
  /** Redirects, and hands the file over after so many milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Redirects, and then breaks off in the middle of the file. */
  | { kind: 'brokenOff' }
  /** Redirects, and then sends bytes without an end, or without having announced how many. */
  | { kind: 'endless' };

export interface FakeFile {
  content: Buffer;
  contentType: string;
  /** One fault for each request. After the last one the file is sent. */
  faults?: MediaFault[];
}

export interface FakeMedia {
  /** The origin of the second host, which needs no credentials and must not see any. `/back-to?<address>` redirects there. */
  cdnUrl: string;
  /** Keeps a file; returns its address, for `MediaUrl0`. */
  add(file: FakeFile): string;
  /** The requests to both hosts. */
  requests: { host: 'twilio' | 'cdn'; method: string; path: string; authorization: string | undefined }[];
  /** Answers a request for a file with credentials. Returns false for other requests. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  close(): Promise<void>;
}

interface Store {
  files: Map<string, FakeFile>;
  /** What the second host does next with a file. */
  deliveries: Map<string, MediaFault | undefined>;
  cdnUrl: string;
  requests: FakeMedia['requests'];
}

const FILE = /\/Media\/(ME\w+)$/;

/** Files as Twilio has them: behind credentials, and by a redirect to another host. */
export async function createFakeMedia(baseUrl: () => string, accountSid: string): Promise<FakeMedia> {
  const store: Store = { files: new Map(), deliveries: new Map(), cdnUrl: '', requests: [] };
  const cdn = createServer((request, response) => void deliver(store, request, response));
  cdn.listen(0, '127.0.0.1');
  await once(cdn, 'listening');
  store.cdnUrl = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}`;
  return {
    cdnUrl: store.cdnUrl,
    requests: store.requests,
    add: (file) => {
      const sid = `ME${randomBytes(16).toString('hex')}`;
      store.files.set(sid, file);
      const message = `MM${randomBytes(16).toString('hex')}`;
      return `${baseUrl()}/2010-04-01/Accounts/${accountSid}/Messages/${message}/Media/${sid}`;
    },
    answer: (request, response) => {
      const [, sid] = FILE.exec(request.url ?? '') ?? [];
      if (!sid) return false;
      note(store, 'twilio', request);
      answerFor(store, sid, { request, response });
      return true;
    },
    close: () => closeServer(cdn),
  };
}

function answerFor(store: Store, sid: string, { request, response }: Exchange): void {
  const file = store.files.get(sid);
  if (!file) return void response.writeHead(404).end('{"code": 20404}');
  if (request.method === 'DELETE') {
    store.files.delete(sid);
    return void response.writeHead(204).end();
  }
  const fault = file.faults?.shift();
  switch (fault?.kind) {
    case 'status':
      return void response.writeHead(fault.status).end();
    case 'reset':
      return void request.socket.resetAndDestroy();
    case 'redirect':
      return void response.writeHead(307, { location: fault.location }).end();
    default:
      store.deliveries.set(sid, fault);
      response.writeHead(307, { location: `${store.cdnUrl}/${sid}?signature=${randomBytes(8).toString('hex')}` }).end();
  }
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

async function deliver(store: Store, request: IncomingMessage, response: ServerResponse): Promise<void> {
  note(store, 'cdn', request);
  // like the real host: it refuses two kinds of credentials at once
  if (request.headers.authorization !== undefined) return void response.writeHead(400).end();
  const [, back] = /^\/back-to\?(.+)$/.exec(request.url ?? '') ?? [];
  if (back) return void response.writeHead(307, { location: back }).end();
  const sid = new URL(request.url ?? '/', store.cdnUrl).pathname.slice(1);
  const file = store.files.get(sid);
  if (!file) return void response.writeHead(404).end();
  const fault = store.deliveries.get(sid);
  const headers = { 'content-type': file.contentType };
  switch (fault?.kind) {
    case 'slow':
      await wait(fault.ms, undefined, { ref: false });
      break;
    case 'brokenOff':
      response.writeHead(200, { ...headers, 'content-length': file.content.length + 1 }).write(file.content);
      return void setImmediate(() => request.socket.resetAndDestroy());
    case 'endless':
      return sendWithoutEnd(response.writeHead(200, headers), file.content);
    default:
  }
  if (!response.destroyed) {
    response.writeHead(200, { ...headers, 'content-length': file.content.length }).end(file.content);
  }
}

/** No length is announced, and it ends only when the other side hangs up. */
async function sendWithoutEnd(response: ServerResponse, beginning: Buffer): Promise<void> {
  const more = Buffer.alloc(2 ** 20);
  const endless = Readable.from(
    (function* () {
      yield beginning;
      for (;;) yield more;
    })(),
  );
  await pipeline(endless, response).catch(() => undefined);
}

function note(store: Store, host: 'twilio' | 'cdn', { method = '', url: path = '', headers }: IncomingMessage): void {
  store.requests.push({ host, method, path, authorization: headers.authorization });
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
