import { parseConfig } from '#src/config.ts';
import type { Database } from '#src/db/connect.ts';
import type { OutboundMessage } from '#src/messaging/sender.ts';
import { after } from '#src/platform/duration.ts';
import { randomIds } from '#src/platform/ids.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { at } from './build-roster.ts';

let newcomers = 0;

/** An unknown phone, and a service with a fixed clock and fixed codes: 482913, 591027, 703648, 158264. */
export class Newcomer {
  readonly phone: string;
  readonly received: string[] = [];
  readonly #db: Database;
  readonly #env: Record<string, string>;
  readonly #codes = ['482913', '591027', '703648', '158264'];
  #now = at('2026-11-25T19:05');
  #texts = 0;
  #services: Services | undefined;

  constructor(db: Database, url: string, env: (phone: string) => Record<string, string> = () => ({})) {
    newcomers += 1;
    this.phone = `+2783${String(newcomers).padStart(7, '0')}`;
    this.#db = db;
    const secret = 'a secret of these tests, 32 letters long';
    this.#env = { DATABASE_URL: url, JWT_SECRET: secret, LOG_LEVEL: 'silent', ...env(this.phone) };
  }

  async services(): Promise<Services> {
    this.#services ??= await createServices({
      config: parseConfig(this.#env),
      log: silentLog,
      clock: { now: () => this.#now },
      ids: { ...randomIds, oneTimeCode: () => this.#codes.shift() ?? '999999' },
      sender: {
        send: async (message: OutboundMessage) => {
          if (message.to === this.phone) this.received.push(message.body);
          return { outcome: 'accepted', providerSid: randomIds.sid('SM') };
        },
        lookUp: async () => ({ outcome: 'absent' }),
      },
    });
    return this.#services;
  }

  /** Like a kill of the process: the next call starts another one. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#services?.[Symbol.asyncDispose]();
    this.#services = undefined;
  }

  later(milliseconds: number): void {
    this.#now = after(this.#now, milliseconds);
  }

  /** Handled, but the answer stays in the outbox. */
  async textUnanswered(body: string): Promise<void> {
    const { inbox, conversations } = await this.services();
    this.#texts += 1;
    const providerSid = `SM${this.phone.slice(1)}${this.#texts}`;
    const raw = JSON.stringify({ MessageSid: providerSid, From: this.phone, Body: body });
    const inbound = { providerSid, from: this.phone, to: '+27600000001', channel: 'sms', body, raw } as const;
    const { conversationId } = await inbox.receive({ ...inbound, attachments: [] });
    await conversations.advance(conversationId);
  }

  /** Returns the answer. */
  async text(body: string): Promise<string> {
    await this.textUnanswered(body);
    await (await this.services()).outbox.drain();
    return this.received.at(-1) ?? '';
  }

  async askForCode(): Promise<void> {
    await this.text('hi');
    await this.text('Thandi Nkosi');
  }

  user() {
    return this.#db('users').where({ phone: this.phone }).first();
  }

  /** Everything that is stored about this phone, as one string. */
  async kept(): Promise<string> {
    const { phone } = this;
    const inbox = await this.#db('inbox')
      .join('addresses', 'addresses.addressId', 'inbox.addressId')
      .where('identity', phone);
    const outbox = await this.#db('outbox').where({ identity: phone });
    return JSON.stringify([inbox, outbox, await this.#db('one_time_codes').where({ phone })]);
  }
}
