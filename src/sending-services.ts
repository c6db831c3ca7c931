import { planAllTimers } from '#src/actions/timers/plan-all-timers.ts';
import { createTimerKinds } from '#src/actions/timers/timer-kinds.ts';
import { createDialogueTimerKinds } from '#src/conversation/timers/dialogue-timer-kinds.ts';
import { createHeartbeats, type Heartbeats } from '#src/db/monitoring/heartbeats.ts';
import { createUptime, type Uptime } from '#src/db/monitoring/uptime.ts';
import { createSignals, type Signals } from '#src/db/signals/signals.ts';
import { createTimers, type Timers } from '#src/db/timers/create-timers.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { Delivery } from '#src/messaging/sending/delivery.ts';
import { createDispatcher, type Dispatcher } from '#src/messaging/sending/dispatcher.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { handleUndelivered } from '#src/notices/undelivered/handle-undelivered.ts';
import { offerNewCode } from '#src/notices/undelivered/offer-new-code.ts';
import { recordOptOutElsewhere } from '#src/notices/undelivered/record-opt-out-elsewhere.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import type { Config } from './config.ts';
import type { Conversations } from './conversation/conversations.ts';
import { hasWaitingText } from './conversation/list-waiting.ts';
import { connect, type Database, sqliteFileOf, type Transaction } from './db/connect.ts';
import { createRateLimits, type RateLimits } from './db/rate-limits.ts';
import type { MediaLoss } from './messaging/media/find-media.ts';
import type { Media } from './messaging/media/media.ts';
import { createMediaFetcher, type MediaFetcher } from './messaging/media/media-fetcher.ts';
import type { MediaSource } from './messaging/media/media-source.ts';
import type { Sender } from './messaging/sender.ts';
import { handleLostFile } from './notices/cases/lost-file.ts';
import { reasonNotToSend } from './notices/reason-not-to-send.ts';
import type { WatchSettings } from './notices/watch-settings.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { type Ids, randomIds } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import { secretFrom, secretPathBeside } from './platform/secret-file.ts';
import { mediaSourceOf, senderOf } from './provider.ts';
import { textsFor } from './texts/texts-for.ts';

/** The services of the dispatcher's thread. */
export interface SendingServices {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly settings: WatchSettings;
  readonly outbox: Dispatcher;
  /** Fetches the photos and voice notes of texts. */
  readonly media: MediaFetcher;
  readonly conversations: Pick<Conversations, 'catchUp'>;
  readonly timers: Timers & {
    /** Schedules the timers that are missing, and corrects due times. */
    plan(): Promise<void>;
  };
  /** Heartbeats of the jobs. */
  readonly heartbeats: Heartbeats;
  /** When the service was up, over all processes. */
  readonly uptime: Uptime;
  /** `listener` runs after each commit of this process that queued a message. */
  onQueued(listener: () => void): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SendingParts {
  config: Config;
  log: Log;
  clock: Clock;
  ids?: Ids;
  sender?: Sender;
  /** Another source of files than the provider. */
  mediaSource?: MediaSource;
  /** Between two transactions of timers. 0 where no text can come meanwhile. */
  timerPauseMs?: number;
  /** Another language than English, for tests. */
  textsFor?: WatchSettings['textsFor'];
  /** A connection that a test observes. Closed with the services. */
  db?: Database;
}

/** Their work has become timers. Whoever watches their heartbeats still gets them. */
const JOBS_OF_EARLIER_VERSIONS = ['queue-reminders', 'erase-codes'];

/** The sending services, and parts for the other services. */
export interface Base {
  services: SendingServices;
  db: Database;
  signals: Signals;
  rateLimits: RateLimits;
  delivery: Delivery;
  /** Runs the listeners of `onQueued`. */
  wake(): void;
}

/**
 * The services of the dispatcher's thread. They load neither the conversation nor the API, so that the thread starts a third
 * faster and takes 9 MB less memory.
 */
export async function createSendingServices(parts: SendingParts): Promise<SendingServices> {
  return createBase(parts).services;
}

export function createBase({ config, log, clock, ids = randomIds, sender, ...parts }: SendingParts): Base {
  const db = parts.db ?? connect(config.DATABASE_URL);
  const listeners: (() => void)[] = [];
  const signals = createSignals({ db, url: config.DATABASE_URL, log });
  const wake = () => {
    for (const listener of listeners) listener();
  };
  const onQueued = () => {
    wake();
    signals.notifyQueued();
  };
  const tools = { clock, ids, onQueued, textsFor: parts.textsFor ?? textsFor, secret: secretOf(config, log) };
  const settings = watchSettingsOf(config, tools);
  const rateLimits = createRateLimits(db, { verifications: config.VERIFICATIONS_PER_HOUR });
  const heartbeats = createHeartbeats({ db, clock: systemClock });
  const uptime = createUptime({ db, clock });
  const delivery: Delivery = {
    onAlive: async () => {
      await heartbeats.beat('dispatch');
      await uptime.mark();
    },
    db,
    clock,
    log,
    sender: sender ?? senderOf(config, clock, log),
    reasonNotToSend: reasonNotToSend(clock),
    onOptedOut: (trx: Transaction, message: Outbound) => recordOptOutElsewhere(trx, settings, message),
    onNotReached: (trx: Transaction, message: Outbound) => handleUndelivered(trx, settings, message),
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
    source: parts.mediaSource ?? mediaSourceOf(config),
    lease: config.MEDIA_TIMEOUT_SECONDS + config.LEASE_SECONDS,
    backoff: config.BACKOFF_SECONDS,
    mostBytesADay: config.MEDIA_MEGABYTES_PER_DAY * 2 ** 20,
    onLost: (trx: Transaction, { mediaId, kind }: Media, loss: MediaLoss) =>
      handleLostFile(trx, settings, { mediaId, kind, loss }),
  };
  const timerRunner = {
    ...{ db, clock, log, lease: config.LEASE_SECONDS },
    kinds: { ...createTimerKinds({ db, log, settings }), ...createDialogueTimerKinds({ db, settings }) },
    ...(parts.timerPauseMs !== undefined && { pauseMs: parts.timerPauseMs }),
  };
  const services: SendingServices = {
    config,
    log,
    clock,
    settings,
    outbox: createDispatcher(delivery, config.POLL_SECONDS),
    media: createMediaFetcher(fetching, config.POLL_SECONDS),
    conversations: {
      catchUp: async (options) => {
        if (!(await hasWaitingText({ db, clock }, options))) return;
        const { createConversations } = await import('./conversation/conversations.ts');
        await createConversations({ db, settings, log }).catchUp(options);
      },
    },
    timers: {
      ...createTimers(timerRunner, {
        pollMs: config.POLL_SECONDS,
        onAlive: () => heartbeats.beat('timers', ...JOBS_OF_EARLIER_VERSIONS),
      }),
      plan: () => planAllTimers(db, settings),
    },
    heartbeats,
    uptime,
    onQueued: (listener) => listeners.push(listener),
    [Symbol.asyncDispose]: async () => {
      await signals.close();
      await db.destroy();
    },
  };
  return { services, db, signals, rateLimits, delivery, wake };
}

function watchSettingsOf(
  config: Config,
  tools: Pick<WatchSettings, 'clock' | 'ids' | 'onQueued' | 'secret' | 'textsFor'>,
): WatchSettings {
  const region = config.DEFAULT_REGION;
  return {
    ...tools,
    name: config.WATCH_NAME,
    zone: config.TIME_ZONE,
    region,
    emergencyNumber: config.EMERGENCY_NUMBER,
    emergencyFree: config.EMERGENCY_FREE,
    joinPolicy: config.JOIN_POLICY,
    coordinatorPhones: config.COORDINATOR_PHONES.map((phone) => parseMobile(phone, region) ?? phone),
    codePrefixes: config.CODE_PREFIXES,
    codesAnHour: {
      forAddress: config.CODES_PER_ADDRESS_AND_HOUR,
      forPhone: config.CODES_PER_PHONE_AND_HOUR,
      forAll: config.CODES_PER_HOUR,
    },
    codeLifetime: config.CODE_LIFETIME_MINUTES,
    dialogueLifetime: config.DIALOGUE_MINUTES,
    listLifetime: config.LIST_MINUTES,
    additionsWindow: config.ADDITIONS_MINUTES,
    tokenLifetime: config.TOKEN_HOURS,
    proveAgainAfter: config.PROVE_AGAIN_DAYS,
    reminders: { first: config.REMINDER_FIRST_HOURS, second: config.REMINDER_SECOND_HOURS },
  };
}

/** The configured secret, or the one beside the SQLite file. */
function secretOf(config: Config, log: Log): string {
  if (config.JWT_SECRET) return config.JWT_SECRET;
  const { secret, isNew } = secretFrom(secretPathBeside(sqliteFileOf(config.DATABASE_URL) ?? ''));
  if (isNew) log.warn('JWT_SECRET is not set: made one and keeps it beside the database, in the file "secret"');
  return secret;
}
