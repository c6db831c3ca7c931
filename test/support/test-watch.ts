import { pino } from 'pino';
import { parseConfig } from '#src/config.ts';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { MediaRemover } from '#src/messaging/media/media-remover.ts';
import type { MediaSource } from '#src/messaging/media/media-source.ts';
import { enqueue, type NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { claimDue } from '#src/messaging/sending/claim-messages.ts';
import { after, SECOND } from '#src/platform/duration.ts';
import { type Ids, randomIds } from '#src/platform/ids.ts';
import { createServices, type Services } from '#src/services.ts';
import { channelOf } from '#src/volunteers/numbers/address.ts';
import { at, emptyRoster } from './build-roster.ts';
import { FakeSender } from './fake-sender.ts';
import { testIds } from './test-ids.ts';

const SECRET = 'a secret of these tests, 32 letters long';

export interface WatchParts {
  env?: Record<string, string>;
  ids?: Partial<Ids>;
  sender?: FakeSender;
  db?: Database;
  mediaRemover?: MediaRemover;
  mediaSource?: MediaSource;
}

/** One process of the service without HTTP. Its clock stands still, its sender is a fake, and its logged errors are kept. */
export class TestWatch implements AsyncDisposable {
  now = at('2026-11-27T12:00');
  readonly sender: FakeSender;
  /** Everything that was logged as an error. */
  readonly errors: unknown[] = [];
  readonly services: Services;
  #stop = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(sender: FakeSender, create: (watch: TestWatch) => Services) {
    this.sender = sender;
    this.services = create(this);
  }

  static async open(
    url: string,
    { env = {}, ids = {}, sender = new FakeSender(), ...parts }: WatchParts = {},
  ): Promise<TestWatch> {
    const config = parseConfig({ DATABASE_URL: url, JWT_SECRET: SECRET, ...env });
    let watch: TestWatch | undefined;
    const log = pino({ level: 'error' }, { write: (line: string) => void watch?.errors.push(JSON.parse(line)) });
    const clock = { now: () => watch?.now ?? new Date(0) };
    const services = await createServices({ config, log, clock, ids: { ...testIds, ...ids }, sender, ...parts });
    watch = new TestWatch(sender, () => services);
    return watch;
  }

  /** The provider hands over one text; it is stored and not handled yet. */
  async receive(from: string, body: string, providerSid = randomIds.sid('SM'), { isTried } = { isTried: false }) {
    const raw = JSON.stringify({ MessageSid: providerSid, From: from, Body: body });
    const inbound = { providerSid, from, to: '+27600000001', channel: channelOf(from), body, attachments: [], raw };
    return this.services.inbox.receive(inbound, { isTried });
  }

  /** Like the webhook: stores the text, and then handles it. */
  async text(from: string, body: string, providerSid?: string): Promise<void> {
    const { conversationId, inboxId, isNew } = await this.receive(from, body, providerSid, { isTried: true });
    await this.services.conversations.advance(conversationId, isNew ? inboxId : undefined);
  }

  /** Queues one message, an answer unless told otherwise. */
  async queue(message: Partial<NewOutbound> & Pick<NewOutbound, 'to'>): Promise<void> {
    const given = { messageType: 'answer', body: 'hello', key: randomIds.sid('test'), ...message } as const;
    await this.services.transact((trx) => enqueue(trx, this.services.settings, given));
  }

  /** Claims due messages, like a dispatcher that dies before it sends them. */
  async claim(db: Database, { limit = 1, isUrgentOnly = false } = {}): Promise<Outbound[]> {
    const request = { limit, isUrgentOnly, lease: 30 * SECOND, rates: { sms: 1000, whatsapp: 1000 } };
    return (await inTransaction(db, (trx) => claimDue(trx, this.services.clock, request))).messages;
  }

  drain(): Promise<number> {
    return this.services.outbox.drain();
  }

  /** Runs the dispatcher until `stopSending` or the end of the test. */
  startSending(): void {
    const { outbox, onQueued } = this.services;
    this.#running = outbox.run(this.#stop.signal, onQueued);
  }

  async stopSending(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  later(milliseconds: number): void {
    this.now = after(this.now, milliseconds);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopSending();
    await this.services.conversations.settled();
    await this.services[Symbol.asyncDispose]();
  }
}

const MESSAGES = [
  'senderRates',
  'outbox',
  'asks',
  'timers',
  'reportAdditions',
  'reports',
  'media',
  'inbox',
  'conversations',
  'addresses',
  'oneTimeCodes',
  'liveEvents',
  'forgottenNumbers',
  'spentGrants',
  'repeats',
  'auditEvents',
];

/** Deletes all people, bookings and messages. */
export async function emptyWatch(db: Database): Promise<void> {
  for (const table of MESSAGES) await db(table).delete();
  await emptyRoster(db);
}

/** All messages that were ever queued, oldest first. */
export async function listOutbox(db: Database): Promise<Outbound[]> {
  return db('outbox').orderBy('outboxId');
}
