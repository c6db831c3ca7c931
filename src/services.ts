import { createRecovery, type Recovery } from '#src/backup/recovery.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { createRetention, type Retention } from '#src/privacy/retention/create-retention.ts';
import type { RetentionPeriods } from '#src/privacy/retention/retention-rules.ts';
import type { Config } from './config.ts';
import { type Conversations, createConversations } from './conversation/conversations.ts';
import { connect, type Database, sqliteFileOf, type Transaction } from './db/connect.ts';
import { createHeartbeats, type Heartbeats } from './db/heartbeats.ts';
import { inTransaction } from './db/in-transaction.ts';
import { createRateLimits, type LimitName, type RateLimits } from './db/rate-limits.ts';
import { createSignals } from './db/signals.ts';
import { createUptime, type Uptime } from './db/uptime.ts';
import { createDeliveryStatuses, type DeliveryStatuses } from './messaging/delivery-statuses.ts';
import { createDispatcher, type Dispatcher } from './messaging/dispatcher.ts';
import { createInbox, type Inbox } from './messaging/inbox.ts';
import { createMediaFetcher, type MediaFetcher } from './messaging/media/media-fetcher.ts';
import type { MediaRemover } from './messaging/media/media-remover.ts';
import type { Outbound } from './messaging/outbound.ts';
import type { Sender } from './messaging/sender.ts';
import { createTrafficMeter, type Traffic } from './messaging/traffic.ts';
import { learnOptOut } from './notices/learn-opt-out.ts';
import { recordLiveEvent } from './notices/live-events.ts';
import { createLiveFeed, type LiveFeed } from './notices/live-feed.ts';
import { dealWithNotReached } from './notices/not-reached.ts';
import { endExpiredCodes, offerNewCode } from './notices/offer-new-code.ts';
import { queueReminders } from './notices/queue-reminders.ts';
import { reasonNotToSend } from './notices/reason-not-to-send.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { type Ids, randomIds } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import { secretFrom, secretPathBeside } from './platform/secret-file.ts';
import { archiveOf, mediaRemoverOf, mediaSourceOf, senderOf } from './provider.ts';
import { parseMobile } from './volunteers/phone-number.ts';
import { nameSecretOfCopiedGrants } from './volunteers/spent-grants.ts';

export interface Services {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  /** What the verbs need to know; the API's routes call them with it. */
  readonly settings: WatchSettings;
  /** One transaction for all that one request does; it waits and repeats where the database is busy. */
  transact<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly outbox: Dispatcher;
  /** Fetches the photos and voice notes of texts. */
  readonly media: MediaFetcher;
  readonly deliveryStatuses: DeliveryStatuses;
  /** What coordinators watch as it happens. */
  readonly liveFeed: LiveFeed;
  readonly reminders: { queueDue(): Promise<number> };
  readonly codes: { eraseEnded(): Promise<number> };
  readonly retention: Retention;
  readonly grants: { nameSecretOfCopied(): Promise<void> };
  /** `listener` runs after each commit of this process that queued a message. */
  onQueued(listener: () => void): void;
  /** The same, and live events, from now on also at what other processes do on PostgreSQL. Resolves when they are heard. */
  hearOthers(): Promise<void>;
  readonly rateLimits: RateLimits;
  /** What follows a restore. */
  readonly recovery: Recovery;
  /** Signs of life from the jobs. */
  readonly heartbeats: Heartbeats;
  /** When the service was there, whichever process. */
  readonly uptime: Uptime;
  traffic(): Promise<Traffic>;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Parts {
  config: Config;
  log: Log;
  clock: Clock;
  ids?: Ids;
  sender?: Sender;
  /** A connection to the configured database that somebody listens in on; closed with the services. */
  db?: Database;
  mediaRemover?: MediaRemover;
}

/** Puts everything together; the only place that picks a database. Does not migrate. */
export async function createServices({
  config,
  log,
  clock,
  ids = randomIds,
  sender,
  mediaRemover,
  ...parts
}: Parts): Promise<Services> {
  const db = parts.db ?? connect(config.DATABASE_URL);
  const liveFeed = createLiveFeed({ db, log });
  const listeners: (() => void)[] = [liveFeed.wake];
  const signals = createSignals({ db, url: config.DATABASE_URL, log });
  const wake = () => {
    for (const listener of listeners) listener();
  };
  const onQueued = () => {
    wake();
    signals.tellQueued();
  };
  const settings = watchOf(config, { clock, ids, onQueued, secret: secretOf(config, log) });
  const rateLimits = createRateLimits(db, limitsOf(config));
  const heartbeats = createHeartbeats({ db, clock: systemClock });
  const uptime = createUptime({ db, clock });
  const onOptedOut = (trx: Transaction, message: Outbound) => learnOptOut(trx, settings, message);
  const onNotReached = (trx: Transaction, message: Outbound) => dealWithNotReached(trx, settings, message);
  const inbox = createInbox(db, settings);
  const conversations = createConversations({ db, settings, log });
  const archive = archiveOf(config);
  const delivery = {
    onAlive: async () => {
      await heartbeats.beat('dispatch');
      await uptime.mark();
    },
    db,
    clock,
    log,
    sender: sender ?? senderOf(config, clock, log),
    reasonNotToSend: reasonNotToSend(clock),
    onOptedOut,
    onNotReached,
    onPauseChanged: (trx: Transaction, isPaused: boolean) =>
      recordLiveEvent(trx, clock, { type: isPaused ? 'sending_paused' : 'sending_resumed' }),
    onCodeLost: (trx: Transaction, message: Outbound) => offerNewCode(trx, settings, message),
    delays: { answer: config.UNKNOWN_ANSWER_SECONDS, other: config.UNKNOWN_OTHER_MINUTES },
    lease: config.LEASE_SECONDS,
    backoff: config.BACKOFF_SECONDS,
    rates: { sms: config.SMS_PER_SECOND, whatsapp: config.WHATSAPP_PER_SECOND },
  };
  const fetching = {
    db,
    clock,
    log,
    source: mediaSourceOf(config),
    lease: config.MEDIA_TIMEOUT_SECONDS + config.LEASE_SECONDS,
    backoff: config.BACKOFF_SECONDS,
  };
  const remover = mediaRemover ?? mediaRemoverOf(config, log);
  return {
    config,
    log,
    clock,
    settings,
    transact: async (work) => {
      const done = await inTransaction(db, work);
      liveFeed.wake();
      return done;
    },
    inbox,
    conversations,
    outbox: createDispatcher(delivery, config.POLL_SECONDS),
    media: createMediaFetcher(fetching, config.POLL_SECONDS),
    deliveryStatuses: createDeliveryStatuses({ db, clock, log, onOptedOut, onNotReached }),
    liveFeed,
    reminders: { queueDue: () => inTransaction(db, (trx) => queueReminders(trx, settings)) },
    codes: {
      eraseEnded: async () => {
        await rateLimits.eraseExpired();
        return inTransaction(db, (trx) => endExpiredCodes(trx, settings));
      },
    },
    retention: createRetention({ db, log, settings, times: keepingTimesOf(config), remover }),
    grants: {
      nameSecretOfCopied: () => inTransaction(db, (trx) => nameSecretOfCopiedGrants(trx, settings.secret)),
    },
    onQueued: (listener) => listeners.push(listener),
    hearOthers: () => signals.hear({ queued: wake, recorded: liveFeed.wake }),
    rateLimits,
    recovery: createRecovery({ ...delivery, inbox, archive, advance: conversations.advance }),
    heartbeats,
    uptime,
    traffic: createTrafficMeter(db, clock),
    isReady: () => answers(db),
    [Symbol.asyncDispose]: async () => {
      liveFeed.close();
      await signals.close();
      await db.destroy();
    },
  };
}

function watchOf(config: Config, parts: Pick<WatchSettings, 'clock' | 'ids' | 'onQueued' | 'secret'>): WatchSettings {
  const region = config.DEFAULT_REGION;
  return {
    ...parts,
    name: config.WATCH_NAME,
    zone: config.TIME_ZONE,
    region,
    emergencyNumber: config.EMERGENCY_NUMBER,
    joinPolicy: config.JOIN_POLICY,
    coordinatorPhones: config.COORDINATOR_PHONES.map((phone) => parseMobile(phone, region) ?? phone),
    codePrefixes: config.CODE_PREFIXES,
    codeLifetime: config.CODE_LIFETIME_MINUTES,
    dialogueLifetime: config.DIALOGUE_MINUTES,
    listLifetime: config.LIST_MINUTES,
    additionsWindow: config.ADDITIONS_MINUTES,
    tokenLifetime: config.TOKEN_HOURS,
    proveAgainAfter: config.PROVE_AGAIN_DAYS,
    reminders: { first: config.REMINDER_FIRST_HOURS, second: config.REMINDER_SECOND_HOURS },
  };
}

function limitsOf(config: Config): Record<LimitName, number> {
  return {
    requests: config.REQUESTS_PER_MINUTE,
    verifications: config.VERIFICATIONS_PER_HOUR,
    codesForAddress: config.CODES_PER_ADDRESS_AND_HOUR,
    codesForPhone: config.CODES_PER_PHONE_AND_HOUR,
    codesForAll: config.CODES_PER_HOUR,
  };
}

function keepingTimesOf(config: Config): RetentionPeriods {
  return {
    traces: config.KEEP_TRACES_DAYS,
    unfinishedJoins: config.KEEP_UNFINISHED_JOINS_DAYS,
    rawForms: config.KEEP_RAW_FORMS_DAYS,
    buddies: config.KEEP_BUDDIES_DAYS,
    bodies: config.KEEP_BODIES_DAYS,
    media: {
      0: config.KEEP_MEDIA_QUIET_DAYS,
      1: config.KEEP_MEDIA_SUSPICIOUS_DAYS,
      2: config.KEEP_MEDIA_INCIDENT_DAYS,
    },
    left: config.KEEP_LEFT_DAYS,
    proveAgain: config.PROVE_AGAIN_DAYS,
  };
}

/** The configured secret, or one that lives beside the SQLite file. */
function secretOf(config: Config, log: Log): string {
  if (config.JWT_SECRET) return config.JWT_SECRET;
  const { secret, isNew } = secretFrom(secretPathBeside(sqliteFileOf(config.DATABASE_URL) ?? ''));
  if (isNew) log.warn('JWT_SECRET is not set: made one and keeps it beside the database, in the file "secret"');
  return secret;
}

async function answers(db: Database): Promise<boolean> {
  try {
    await db.raw('select 1');
    return true;
  } catch {
    // whatever is wrong with it, it is not ready
    return false;
  }
}
