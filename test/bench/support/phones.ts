import { once } from 'node:events';
import { closeSync, existsSync, openSync, readSync, watch } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { DEVELOPMENT_AUTH_TOKEN } from '#src/config.ts';
import { parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { signatureFor } from '#src/messaging/twilio/signature.ts';

const LOOK_EVERY_MS = 2;
const LONGEST_WAIT_MS = 300_000;
const PATH = '/webhooks/twilio/messages';
/** Message types that answer a text. A reminder that becomes due meanwhile does not. */
const ANSWERS = new Set(['answer', 'booking_confirmation']);

/** Phones that text a service and read, in the file of its mock sender, what it answers. */
export interface Phones {
  /** Sends a text and waits for its answer; returns the milliseconds between the two. One at a time for a phone. */
  text(from: string, body: string, sid: string): Promise<number>;
  close(): Promise<void>;
}

/** `urls`: of all processes of one service; each phone texts one of them. */
export function openPhones({ urls, outboxFile }: { urls: readonly string[]; outboxFile: string }): Phones {
  const agent = new Agent({ keepAlive: true });
  const waiting = new Map<string, (at: Date) => void>();
  const stop = new AbortController();
  const reading = readAnswers(outboxFile, stop.signal, (to, at) => waiting.get(to)?.(at));
  let texts = 0;
  return {
    text: async (from, body, sid) => {
      texts += 1;
      const url = urls[texts % urls.length] ?? '';
      const answered = Promise.withResolvers<Date>();
      waiting.set(from, answered.resolve);
      const tooLate = setTimeout(() => answered.reject(new Error(`no answer to "${body}"`)), LONGEST_WAIT_MS);
      const sentAt = Date.now();
      await post(agent, url, { AccountSid: 'AC1', MessageSid: sid, From: from, To: '+27600000000', Body: body });
      const answeredAt = await answered.promise;
      clearTimeout(tooLate);
      waiting.delete(from);
      return answeredAt.getTime() - sentAt;
    },
    close: async () => {
      stop.abort();
      await reading;
      agent.destroy();
    },
  };
}

/** Like Twilio: sends the text again with the same id if a kept connection was closed. */
async function post(agent: Agent, url: string, form: Record<string, string>): Promise<void> {
  try {
    await postOnce(agent, url, form);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ECONNRESET')) throw thrown;
    await postOnce(agent, url, form);
  }
}

/** Uses kept connections: `fetch` would cost this process more than the answer costs the service. */
function postOnce(agent: Agent, url: string, form: Record<string, string>): Promise<void> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signatureFor(DEVELOPMENT_AUTH_TOKEN, url + PATH, form),
  };
  return new Promise((resolve, reject) => {
    const posted = request(url + PATH, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      if (answer.statusCode !== 200) reject(new Error(`a text was answered ${answer.statusCode}`));
      answer.once('end', resolve);
    });
    posted.on('error', reject);
    posted.end(new URLSearchParams(form).toString());
  });
}

/** Woken by each write: polling every two milliseconds would take a tenth of a processor from the service. */
async function readAnswers(file: string, signal: AbortSignal, onAnswer: (to: string, at: Date) => void): Promise<void> {
  while (!existsSync(file) && !signal.aborted) await wait(LOOK_EVERY_MS);
  if (signal.aborted) return;
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  let rest = '';
  const read = () => {
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
      const lines = (rest + buffer.toString('utf8', 0, length)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.map(parseLine)) if (line && ANSWERS.has(line.type)) onAnswer(line.to, line.at);
    }
  };
  const ended = once(signal, 'abort');
  const watcher = watch(file, read);
  // lines that were written before the watch began
  read();
  await ended;
  watcher.close();
  closeSync(descriptor);
}
