import { createRecovery, type Recovery } from '#src/backup/recovery/create-recovery.ts';
import { createDeliveryStatuses, type DeliveryStatuses } from '#src/messaging/delivery-status/delivery-statuses.ts';
import { createInbox, type Inbox } from '#src/messaging/inbox/inbox.ts';
import { createTrafficMeter, type Traffic } from '#src/messaging/monitoring/traffic.ts';
import { createLiveFeed, type LiveFeed } from '#src/notices/live/live-feed.ts';
import { finishErasuresOf } from '#src/privacy/erasure/finish-erasure.ts';
import { createRetention, type Retention } from '#src/privacy/retention/create-retention.ts';
import type { RetentionPeriods } from '#src/privacy/retention/retention-rules.ts';
import { type ChangeStreams, createChangeStreams } from '#src/simulator/change-streams.ts';
import { createJournal, type Journal } from '#src/simulator/recording/journal.ts';
import { setSecretOfCopiedGrants } from '#src/volunteers/numbers/used-grants.ts';
import type { Config } from './config.ts';
import { type Conversations, createConversations } from './conversation/conversations.ts';
import { connectReader, type Database, type Transaction } from './db/connect.ts';
import { inTransaction } from './db/in-transaction.ts';
import type { RateLimits } from './db/rate-limits.ts';
import { createSnapshotStreams, type StreamSnapshot } from './db/stream-snapshot.ts';
import { createReads, type Reads } from './db/unchanged.ts';
import { countOverLimit } from './messaging/media/daily-limits.ts';
import type { MediaRemover } from './messaging/media/media-remover.ts';
import type { MediaSource } from './messaging/media/media-source.ts';
import { randomIds } from './platform/ids.ts';
import { createRequestLimit, type RequestLimit } from './platform/request-limit.ts';
import { takeTurns } from './platform/take-turns.ts';
import { archiveOf, mediaRemoverOf, mediaSourceOf } from './provider.ts';
import { createBase, type SendingParts, type SendingServices } from './sending-services.ts';
import { createReadAudit, type ReadAudit } from './volunteers/audit/audit-reads.ts';

export interface Services extends SendingServices {
  /** A snapshot for a request that writes nothing. It takes no lock. A write fails. What did not change may be remembered. */
  read: Reads['read'];
  /** The same for a large read. It takes turns with other large reads, and lets texts go first. */
  readLarge: Services['read'];
  /** Runs a part of large work that needs no database. It takes turns with large reads, and lets texts go first. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** A large read of one snapshot, given out while it is read. Each step takes turns with other large reads. */
  stream: StreamSnapshot;
  /** One transaction for a request that writes. It waits and retries while the database is busy. */
  transact<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  readonly inbox: Inbox;
  /** Where the files of texts are. */
  readonly mediaSource: MediaSource;
  readonly conversations: Conversations;
  readonly deliveryStatuses: DeliveryStatuses;
  /** Live events for coordinators. */
  readonly liveFeed: LiveFeed;
  /** Tell pages that something changed. */
  readonly changeStreams: ChangeStreams;
  readonly retention: Retention;
  readonly erasures: {
    /** Goes on with the erasure of this person without waiting for its timer. Returns whether all is done. */
    finish(userId: number): Promise<boolean>;
  };
  readonly grants: { nameSecretOfCopied(): Promise<void> };
  /** On PostgreSQL, wakes the dispatcher and the live feed for other processes too. Resolves when it listens. */
  listenForSignals(): Promise<void>;
  /** Limits that protect codes, counted in the database for all processes together. */
  readonly rateLimits: RateLimits;
  /** Who read what. */
  readonly readAudit: ReadAudit;
  /** The limit on all requests, counted by this process. */
  readonly requestLimit: RequestLimit;
  /** What was done from outside. Undefined where the phones on the screen may not exist. */
  readonly journal: Journal | undefined;
  /** Replay and resume after a restore. */
  readonly recovery: Recovery;
  traffic(): Promise<Traffic>;
  /** How many files of the last day were not fetched, because a limit was reached. */
  countFilesOverLimit(): Promise<number>;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
}

export interface Parts extends SendingParts {
  mediaRemover?: MediaRemover;
  /** A connection for reads that a test observes. Closed with the services. */
  reader?: Database;
}

/** Creates all services. Does not migrate the database. */
export async function createServices({ mediaRemover, reader: givenReader, ...parts }: Parts): Promise<Services> {
  const journal = parts.config.SIMULATOR === 'on' ? createJournal(parts.clock) : undefined;
  const ids = parts.ids ?? randomIds;
  const base = createBase({ ...parts, ids: journal?.noteIds(ids) ?? ids });
  const { services, db, signals, rateLimits, delivery, wake } = base;
  const reader = givenReader ?? connectReader(db);
  const reads = createReads(reader);
  const { config, log, clock, settings } = services;
  const liveFeed = createLiveFeed({ read: reads.read, clock, log });
  const changeStreams = createChangeStreams(reads.readVersion, log);
  services.onQueued(liveFeed.wake);
  const { onOptedOut, onNotReached } = delivery;
  const inbox = createInbox(db, settings);
  const conversations = createConversations({ db, settings, log });
  const inTurn = takeTurns(conversations.settled);
  const remover = mediaRemover ?? mediaRemoverOf(config, log);
  return {
    ...services,
    read: reads.read,
    readLarge: (work, options) => inTurn(() => reads.read(work, options)),
    inTurn,
    stream: createSnapshotStreams(db, { runStep: inTurn }),
    transact: async (work) => {
      const done = await inTransaction(db, work);
      liveFeed.wake();
      return done;
    },
    inbox,
    mediaSource: parts.mediaSource ?? mediaSourceOf(config),
    conversations,
    deliveryStatuses: createDeliveryStatuses({ db, clock, log, onOptedOut, onNotReached }),
    liveFeed,
    changeStreams,
    retention: createRetention({ db, log, settings, times: retentionPeriodsOf(config), remover }),
    erasures: { finish: (userId) => finishErasuresOf({ db, log, settings }, userId) },
    grants: {
      nameSecretOfCopied: () => inTransaction(db, (trx) => setSecretOfCopiedGrants(trx, settings.secret)),
    },
    listenForSignals: () => signals.listen({ queued: wake, recorded: liveFeed.wake }),
    rateLimits,
    journal,
    readAudit: createReadAudit(clock, (work) => inTransaction(db, work)),
    requestLimit: createRequestLimit(config.REQUESTS_PER_MINUTE),
    recovery: createRecovery({
      ...delivery,
      inbox,
      archive: archiveOf(config),
      advance: conversations.advance,
      runDueTimers: services.timers.runDue,
    }),
    traffic: createTrafficMeter(db, clock),
    countFilesOverLimit: () => reads.read((trx) => countOverLimit(trx, clock.now())),
    isReady: () => answers(db),
    [Symbol.asyncDispose]: async () => {
      liveFeed.close();
      changeStreams.close();
      await reads.close();
      if (reader !== db) await reader.destroy();
      await services[Symbol.asyncDispose]();
    },
  };
}

function retentionPeriodsOf(config: Config): RetentionPeriods {
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

async function answers(db: Database): Promise<boolean> {
  try {
    await db.raw('select 1');
    return true;
  } catch {
    // any error means that it is not ready
    return false;
  }
}
