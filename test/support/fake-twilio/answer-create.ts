import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type Callbacks, type Fault, isAcceptedDespite, type Script, USUAL_CALLBACKS } from './fault.ts';
import { messageJson } from './message-json.ts';
import { postSigned } from './post-signed.ts';
import { errorJson, sendJson } from './send-json.ts';
import type { State, TakenMessage } from './state.ts';

/** Answers a request to send. The scripts decide whether it is accepted, and whether the answer is true. */
export async function answerCreate(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await readText(request));
  const to = form.get('To') ?? '';
  const body = form.get('Body') ?? '';
  state.requests.push({ to, body });
  const script = nextScript(state.scripts, to, body);
  const fault = script?.fault;
  if (!isAcceptedDespite(fault)) {
    refuse(response, fault);
    return;
  }
  const message = take(state, form);
  const callbacks = script?.callbacks ?? USUAL_CALLBACKS;
  if (callbacks.beforeAnswer) await callBack(state, message, callbacks);
  await answerTaken(state, message, { response, fault });
  if (!callbacks.beforeAnswer) follow(state, callBack(state, message, callbacks));
}

function nextScript(scripts: Script[], to: string, body: string): Script | undefined {
  const script = scripts.find(
    (candidate) => (candidate.to ?? to) === to && (candidate.body?.test(body) ?? true) && (candidate.times ?? 1) > 0,
  );
  if (script) script.times = (script.times ?? 1) - 1;
  return script;
}

function take(state: State, form: URLSearchParams): TakenMessage {
  const message: TakenMessage = {
    sid: `SM${randomBytes(16).toString('hex')}`,
    to: form.get('To') ?? '',
    from: form.get('From') ?? form.get('MessagingServiceSid') ?? '',
    body: form.get('Body') ?? '',
    statusCallback: form.get('StatusCallback') ?? undefined,
    validityPeriod: form.has('ValidityPeriod') ? Number(form.get('ValidityPeriod')) : undefined,
    status: 'queued',
    errorCode: undefined,
    createdAt: new Date(),
  };
  state.taken.push(message);
  state.onReceived?.(message);
  return message;
}

function refuse(response: ServerResponse, fault: Fault | undefined): void {
  if (fault?.kind === 'resetBefore') {
    response.destroy();
    return;
  }
  if (fault?.kind === 'html500') {
    response.writeHead(500, { 'content-type': 'text/html' }).end('<html><body>Internal error</body></html>');
    return;
  }
  if (fault?.kind === 'tooMany' && fault.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(fault.retryAfterSeconds));
  }
  const [status, code] = refusalOf(fault);
  sendJson(response, status, errorJson(status, code));
}

function refusalOf(fault: Fault | undefined): [status: number, code: number] {
  switch (fault?.kind) {
    case 'code':
      return [fault.status ?? 400, fault.code];
    case 'unauthorized':
      return [401, 20003];
    case 'tooMany':
      return [429, 20429];
    default:
      return [503, 20503];
  }
}

async function answerTaken(
  state: State,
  message: TakenMessage,
  { response, fault }: { response: ServerResponse; fault: Fault | undefined },
): Promise<void> {
  switch (fault?.kind) {
    case 'html500':
      refuse(response, fault);
      return;
    case 'brokenBody':
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid": "SM');
      return;
    case 'resetAfter':
      response.destroy();
      return;
    case 'slow':
      await wait(fault.ms, undefined, { ref: false });
      break;
    default:
  }
  if (!response.destroyed) sendJson(response, 201, messageJson(state, message));
}

async function callBack(
  state: State,
  message: TakenMessage,
  { statuses, errorCode, delayMs = 0 }: Callbacks,
): Promise<void> {
  if (delayMs > 0) await wait(delayMs);
  for (const status of statuses) {
    message.status = status;
    message.errorCode = errorCode;
    if (!message.statusCallback) continue;
    const form = {
      AccountSid: state.accountSid,
      MessageSid: message.sid,
      MessageStatus: status,
      To: message.to,
      From: message.from,
    };
    const withCode = errorCode === undefined ? form : { ...form, ErrorCode: String(errorCode) };
    // Twilio too ignores a callback that nobody receives
    await postSigned(state, message.statusCallback, withCode).catch(() => undefined);
  }
}

function follow(state: State, callbacks: Promise<void>): void {
  state.callbacks.add(callbacks);
  void callbacks.finally(() => state.callbacks.delete(callbacks));
}
