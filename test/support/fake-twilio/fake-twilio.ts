import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerAccount } from './answer-account.ts';
import { answerCreate } from './answer-create.ts';
import { type FakeAccount, fakeAccount } from './fake-account.ts';
import type { Script } from './fault.ts';
import { createFakeMedia, type FakeMedia } from './media.ts';
import { messageJson, pageJson } from './message-json.ts';
import { postSigned } from './post-signed.ts';
import { mediaListJson } from './received.ts';
import { errorJson, sendJson } from './send-json.ts';
import type { FakeTwilioOptions, ReceivedMessage, State, TakenMessage } from './state.ts';

export interface FakeTwilio {
  url: string;
  /** Every request to send, including refused ones. */
  requests: { to: string; body: string }[];
  scripts: Script[];
  /** The files that came with texts. */
  media: FakeMedia;
  /** The account, as Twilio's console would show it. */
  account: FakeAccount;
  /** What this phone really received, oldest first. `to` as it was addressed: `whatsapp:+27…` or `+27…`. */
  receivedBy(to: string): TakenMessage[];
  all(): TakenMessage[];
  /** Every text to the service, oldest first, including texts that it refused. */
  received: ReceivedMessage[];
  /** Hands a text over to the service, signed; the response is the service's. */
  text(serviceUrl: string, form: Record<string, string>): Promise<Response>;
  /** From now on signs with the first of these auth tokens and lets in whoever has one of them. */
  useTokens(...tokens: [string, ...string[]]): void;
  /** Resolves when every callback that was started has had its answer. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Twilio's Messages API on loopback, and its webhooks back to us: a real server, with faults on demand. */
export async function createFakeTwilio(options: FakeTwilioOptions): Promise<FakeTwilio> {
  const server = createServer((request, response) => void answer(state, request, response));
  const urlOf = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const media = await createFakeMedia(urlOf, options.accountSid);
  const state: State = {
    ...options,
    account: fakeAccount(),
    taken: [],
    received: [],
    scripts: [],
    requests: [],
    callbacks: new Set(),
    tokens: [options.authToken],
    media,
  };
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: urlOf(),
    media,
    requests: state.requests,
    scripts: state.scripts,
    account: state.account,
    receivedBy: (to) => state.taken.filter((message) => message.to === to),
    all: () => state.taken,
    received: state.received,
    text: (serviceUrl, given) => {
      const form = inboundForm(state, given);
      const isNew = !state.received.some(({ sid }) => sid === form.MessageSid);
      if (isNew) state.received.push({ sid: form.MessageSid, form, createdAt: new Date() });
      return postSigned(state, `${serviceUrl}/webhooks/twilio/messages`, form);
    },
    useTokens: (...tokens) => {
      state.authToken = tokens[0];
      state.tokens = tokens;
    },
    settled: async () => {
      while (state.callbacks.size > 0) await Promise.all(state.callbacks);
    },
    close: async () => {
      await close(server);
      await media.close();
    },
  };
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  // the header that Node sets ignores a clock that a test has moved
  response.setHeader('date', new Date(Date.now() + state.account.clockAheadMs).toUTCString());
  const base = `/2010-04-01/Accounts/${state.accountSid}`;
  if (!isAuthorized(state, request)) return sendJson(response, 401, errorJson(401, 20003));
  if (answerAccount(state, url, response)) return;
  const one = new RegExp(`^${base}/Messages/(SM\\w+)\\.json$`).exec(url.pathname);
  if (one) {
    const message = state.taken.find(({ sid }) => sid === one[1]);
    return message
      ? sendJson(response, 200, messageJson(state, message))
      : sendJson(response, 404, errorJson(404, 20404));
  }
  const files = new RegExp(`^${base}/Messages/(\\w+)/Media\\.json$`).exec(url.pathname);
  if (files) return sendJson(response, 200, mediaListJson(state, files[1] ?? ''));
  if (state.media.answer(request, response)) return;
  if (url.pathname !== `${base}/Messages.json`) return sendJson(response, 404, errorJson(404, 20404));
  if (request.method === 'GET') return sendJson(response, 200, pageJson(state, url));
  return answerCreate(state, request, response);
}

function isAuthorized(state: State, request: IncomingMessage): boolean {
  const expected = state.tokens.map((token) => Buffer.from(`${state.accountSid}:${token}`).toString('base64'));
  return expected.some((credentials) => request.headers.authorization === `Basic ${credentials}`);
}

function inboundForm(state: State, form: Record<string, string>) {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  return { AccountSid: state.accountSid, MessageSid: sid, To: '+27600000001', NumMedia: '0', Body: '', ...form };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
