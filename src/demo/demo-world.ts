import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import { type Config, parseConfig } from '#src/config.ts';
import type { Database, Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, SECOND } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { addressOn, identityOf } from '#src/volunteers/numbers/address.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { DemoPerson } from './demo-people.ts';
import { pictureSource } from './pictures/picture-source.ts';
import { seededIds } from './seeded-ids.ts';

const SEED = 2026;
/** From a text until its answer. */
const ANSWER_MS = SECOND;
const WATCH_NUMBER = '+27600000000';

export interface DemoParts {
  config: Config;
  /** A connection that stays open. Without it, one is opened at `DATABASE_URL`. */
  db?: Database;
  /** Another language than English, for tests. */
  textsFor?: WatchSettings['textsFor'];
}

interface Phones {
  /** What each number received last. */
  lastWords: Map<string, string>;
  /** The provider's ids of messages that no phone has reported yet. */
  onTheWay: string[];
}

/**
 * A process of the service at an earlier time. Its clock stands still between the steps of the history, its ids are always
 * the same, and what it sends reaches every phone at once.
 */
export class DemoWorld implements AsyncDisposable {
  readonly services: Services;
  readonly #time: { now: Date };
  readonly #ids = seededIds(SEED);
  #actions = 0;
  readonly #phones: Phones;

  private constructor(services: Services, time: { now: Date }, phones: Phones) {
    this.services = services;
    this.#time = time;
    this.#phones = phones;
  }

  static async open({ config, db, textsFor }: DemoParts, start: Date): Promise<DemoWorld> {
    const time = { now: start };
    const phones: Phones = { lastWords: new Map(), onTheWay: [] };
    const sids = seededIds(SEED + 1);
    const services = await createServices({
      config: settingsOfHistory(config),
      log: silentLog,
      clock: { now: () => time.now },
      ids: seededIds(SEED + 2),
      sender: {
        send: async ({ to, body }) => {
          const providerSid = sids.sid('SM');
          phones.lastWords.set(identityOf(to), body);
          phones.onTheWay.push(providerSid);
          return { outcome: 'accepted', providerSid };
        },
        lookUp: async () => ({ outcome: 'absent' }),
      },
      mediaSource: pictureSource,
      timerPauseMs: 0,
      ...(textsFor && { textsFor }),
      ...(db && { db: keptOpen(db) }),
    });
    return new DemoWorld(services, time, phones);
  }

  get now(): Date {
    return this.#time.now;
  }

  get settings(): WatchSettings {
    return this.services.settings;
  }

  /** Moves the clock on. What is due on the way happens at its own time. */
  async goOnTo(target: Date): Promise<void> {
    const { timers } = this.services;
    for (let next = await timers.findNextDueAt(); next && next <= target; next = await timers.findNextDueAt()) {
      this.#time.now = next;
      await timers.runDue();
      await this.#send();
    }
    this.#time.now = target;
  }

  async text(person: DemoPerson, body: string, attachments: Attachment[] = []): Promise<void> {
    const { inbox, conversations, media } = this.services;
    const from = addressOn(person.channel, person.number);
    const providerSid = this.#ids.sid('SM');
    const to = addressOn(person.channel, WATCH_NUMBER);
    const raw = JSON.stringify({ MessageSid: providerSid, From: from, To: to, Body: body });
    const inbound = { providerSid, from, to, channel: person.channel, body, attachments, raw };
    const { conversationId, inboxId } = await inbox.receive(inbound, { isTried: true });
    // an answer is later than its text, on every screen that sorts them
    this.#time.now = after(this.now, ANSWER_MS);
    await conversations.advance(conversationId, inboxId);
    if (attachments.length > 0) await media.drain();
    await this.#send();
  }

  /** Does what somebody does through the API, or on the machine if nobody is given. Any other outcome is a fault of ours. */
  async act(
    by: DemoPerson | undefined,
    wanted: string,
    action: (trx: Transaction, settings: WatchSettings, origin: CoordinatorOrigin) => Promise<{ outcome: string }>,
  ): Promise<void> {
    this.#actions += 1;
    const id = `demo-${this.#actions}`;
    const { outcome } = await this.services.transact(async (trx) =>
      action(trx, this.settings, {
        cause: by ? `api:${id}` : `command:${id}`,
        channel: by ? 'api' : 'command',
        actor: by ? await getUserOf(trx, by) : OPERATOR,
      }),
    );
    if (outcome !== wanted) throw new Error(`the demo watch expected ${wanted} and got ${outcome}`);
    await this.#send();
  }

  /** The last words that a person received. */
  lastWordsTo({ number }: DemoPerson): string {
    return this.#phones.lastWords.get(number) ?? '';
  }

  /** Sends what is due. It reaches the phones at once. */
  async #send(): Promise<void> {
    const { outbox, deliveryStatuses } = this.services;
    await outbox.drain();
    for (const providerSid of this.#phones.onTheWay.splice(0)) {
      await deliveryStatuses.record({ providerSid, status: 'delivered' });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.services.conversations.settled();
    await this.services[Symbol.asyncDispose]();
  }
}

export async function getUserOf(trx: Transaction, { number, name }: DemoPerson): Promise<User> {
  const user = await findUserByPhone(trx, number);
  if (!user) throw new Error(`${name} is not in the watch yet`);
  return user;
}

/** The history is the same whatever limits and policies the watch has. */
function settingsOfHistory({
  DATABASE_URL,
  JWT_SECRET,
  WATCH_NAME,
  TIME_ZONE,
  EMERGENCY_NUMBER,
  EMERGENCY_FREE,
}: Config): Config {
  return {
    ...parseConfig({}),
    ...{ DATABASE_URL, WATCH_NAME, TIME_ZONE, EMERGENCY_NUMBER, EMERGENCY_FREE },
    ...(JWT_SECRET !== undefined && { JWT_SECRET }),
    JOIN_POLICY: 'approval',
    SIMULATOR: 'off',
  };
}

function keptOpen(db: Database): Database {
  return new Proxy(db, {
    get: (target, key) => (key === 'destroy' ? async () => {} : Reflect.get(target, key)),
  });
}
