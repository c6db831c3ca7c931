import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '#src/app.ts';
import { type Config, parseConfig } from '#src/config.ts';
import type { Database } from '#src/db/connect.ts';
import { type MovableClock, movableClock } from '#src/platform/clock.ts';
import { randomIds } from '#src/platform/ids.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { beginRecording } from '#src/simulator/recording/begin-recording.ts';
import { saveTranscript } from '#src/simulator/recording/save-transcript.ts';
import { signedPost } from '#src/simulator/signed-post.ts';

export interface SessionParts {
  databaseUrl: string;
  db: Database;
  /** For the messages of the mock sender, and for transcripts. */
  folder: string;
  start: Date;
  env?: Record<string, string>;
  /** Fills the database with the demo watch, and returns its Friday. */
  prepare?: (parts: { config: Config; db: Database }) => Promise<Date>;
}

/** A running service on which somebody plays, over its signed webhooks. Its clock runs, and its dispatcher and timers too. */
export class RecordedSession implements AsyncDisposable {
  readonly clock: MovableClock;
  readonly services: Services;
  readonly #parts: SessionParts;
  readonly #stop: () => Promise<void>;
  readonly #url: string;

  private constructor(
    parts: SessionParts,
    running: { services: Services; clock: MovableClock; url: string; stop: () => Promise<void> },
  ) {
    this.#parts = parts;
    this.services = running.services;
    this.clock = running.clock;
    this.#url = running.url;
    this.#stop = running.stop;
  }

  static async open(parts: SessionParts): Promise<RecordedSession> {
    const config = parseConfig({
      DATABASE_URL: parts.databaseUrl,
      LOG_LEVEL: 'silent',
      JWT_SECRET: 'a secret for tests, and for nothing else',
      CLOCK_START: parts.start.toISOString(),
      MOCK_OUTBOX_FILE: join(parts.folder, 'outbox.log'),
      ...parts.env,
    });
    const friday = await parts.prepare?.({ config, db: parts.db });
    const clock = movableClock(parts.start);
    const services = await createServices({ config, log: silentLog, clock });
    const { journal } = services;
    if (journal) await services.read((trx) => beginRecording(trx, journal, friday));
    const wakes: (() => void)[] = [];
    const wake = () => {
      for (const wakeOne of wakes) wakeOne();
    };
    services.onQueued(wake);
    const server = createServer(createApp(services, { onClockMoved: wake }).callback());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const stopping = new AbortController();
    const running = Promise.all([
      services.outbox.run(stopping.signal, (onWake) => wakes.push(onWake)),
      services.timers.run(stopping.signal),
    ]);
    const stop = async () => {
      server.closeAllConnections();
      server.close();
      stopping.abort();
      await running;
      await services.conversations.settled();
      await services[Symbol.asyncDispose]();
    };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new RecordedSession(parts, { services, clock, url, stop });
  }

  text(from: string, body: string, more: Record<string, string> = {}): Promise<void> {
    const form = { MessageSid: randomIds.sid('SM'), From: from, To: '+27600000000', Body: body, ...more };
    return this.#post('/webhooks/twilio/messages', form);
  }

  moveClock(to: Date): Promise<void> {
    return this.#post('/clock', { At: to.toISOString() });
  }

  report(providerSid: string, status: string, errorCode?: string): Promise<void> {
    const why = errorCode ? { ErrorCode: errorCode } : {};
    return this.#post('/webhooks/twilio/status', { MessageSid: providerSid, MessageStatus: status, ...why });
  }

  /** Everything that was texted is answered. */
  async settle(): Promise<void> {
    const { conversations, outbox } = this.services;
    await conversations.settled();
    while (await outbox.isBusy()) await wait(5);
  }

  /** The messages that a phone has received, oldest first. */
  async received(identity: string): Promise<{ providerSid: string; payload: string }[]> {
    return this.#parts.db('outbox').where({ identity, status: 'sent' }).orderBy('outboxId');
  }

  save(title: string, phones: readonly string[]) {
    return saveTranscript(this.services, { title, phones }, this.#parts.folder);
  }

  async #post(path: string, form: Record<string, string>): Promise<void> {
    const { PUBLIC_URL, TWILIO_AUTH_TOKEN } = this.services.config;
    const [token = ''] = TWILIO_AUTH_TOKEN;
    const answer = await signedPost({ serviceUrl: this.#url, publicUrl: PUBLIC_URL, token, path, form });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }
}
