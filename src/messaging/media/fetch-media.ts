import { createHash } from 'node:crypto';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { SENDER_PAUSE_MS } from '#src/messaging/limits/sender-pause.ts';
import { backoffAfter, MOST_ATTEMPTS } from '#src/messaging/sending/backoff.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, DAY, MINUTE } from '#src/platform/duration.ts';
import type { Log } from '#src/platform/log.ts';
import { countWithinLimits } from './daily-limits.ts';
import { lossOf, type MediaLoss } from './find-media.ts';
import type { Media } from './media.ts';
import type { MediaOutcome, MediaSource } from './media-source.ts';
import { findMediaType } from './media-types.ts';

/** Twilio may announce a file before it can be fetched. If it is still absent after this time, we give it up. */
const ABSENT_FOR_MS = 5 * MINUTE;
/** A wrong token is not the fault of the file, so its attempts do not count. After this time we give it up all the same. */
const SOURCE_BROKEN_FOR_MS = DAY;

export interface MediaFetchTools {
  db: Database;
  clock: Clock;
  log: Log;
  source: MediaSource;
  lease: number;
  backoff: number;
  /** How many bytes the files of a day may have, of everybody together. */
  mostBytesADay: number;
  /** Runs in the transaction that gives a file up for good. */
  onLost: (trx: Transaction, media: Media, loss: MediaLoss) => Promise<void>;
}

type Failure = Extract<MediaOutcome, { code: string }>;
type OverLimit = typeof OVER_LIMIT;

/** Fetches a claimed file, outside of any transaction, and records the outcome. */
export async function fetchMedia(fetching: MediaFetchTools, media: Media, signal: AbortSignal): Promise<void> {
  const { db, clock, log } = fetching;
  const outcome = await attempt(fetching, media, signal);
  const now = clock.now();
  const change = await changeOf(fetching, media, { outcome, now });
  await inTransaction(db, (trx) => record(trx, fetching, media, { outcome, change }));
  const code = 'code' in outcome ? outcome.code : undefined;
  const { mediaId, inboxId } = media;
  const facts = { cause: `inbox:${inboxId}`, mediaId, outcome: outcome.outcome, status: change.status, code };
  log.info(facts, 'file');
}

async function attempt(
  { db, clock, source, mostBytesADay }: MediaFetchTools,
  media: Media,
  signal: AbortSignal,
): Promise<MediaOutcome | OverLimit> {
  if (hasNoAttemptLeft(media)) return NO_ATTEMPT_LEFT;
  const limits = { now: clock.now(), mostBytes: mostBytesADay };
  const isAllowed = await inTransaction(db, (trx) => countWithinLimits(trx, media, limits));
  return isAllowed ? source.fetch(media.url ?? '', signal) : OVER_LIMIT;
}

function hasNoAttemptLeft({ attempts }: Media): boolean {
  return attempts > MOST_ATTEMPTS;
}

const NO_ATTEMPT_LEFT: Failure = { outcome: 'failed', code: 'attempts', reason: 'no attempt left' };
const OVER_LIMIT = { outcome: 'overLimit', code: 'limit', reason: 'the limit of a day is reached' } as const;
const OTHER_TYPE: Failure = { outcome: 'failed', code: 'type', reason: 'a type that is not kept' };

interface Circumstances {
  outcome: MediaOutcome | OverLimit;
  now: Date;
}

type Change = Partial<Media> & Pick<Media, 'status'>;

/** The change of its row. */
async function changeOf({ backoff }: MediaFetchTools, media: Media, { outcome, now }: Circumstances): Promise<Change> {
  if (outcome.outcome === 'stopped') return { status: 'queued', dueAt: now, attempts: media.attempts - 1 };
  if (outcome.outcome === 'overLimit') {
    return { status: 'unfetched', attempts: media.attempts - 1, errorCode: outcome.code, error: outcome.reason };
  }
  if (outcome.outcome === 'fetched') {
    const { content } = outcome;
    const contentType = await findMediaType(content);
    if (contentType === undefined) return failed(OTHER_TYPE);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return {
      status: 'kept',
      contentType,
      sizeBytes: content.length,
      sha256,
      keptAt: now,
      errorCode: null,
      error: null,
    };
  }
  const age = now.getTime() - media.createdAt.getTime();
  const why = { errorCode: outcome.code, error: outcome.reason };
  if (outcome.outcome === 'sourceBroken' && age < SOURCE_BROKEN_FOR_MS) {
    return { status: 'queued', dueAt: after(now, SENDER_PAUSE_MS), attempts: media.attempts - 1, ...why };
  }
  const isOver = outcome.outcome === 'failed' || (outcome.outcome === 'absent' && age >= ABSENT_FOR_MS);
  if (isOver || media.attempts >= MOST_ATTEMPTS) return failed(outcome);
  return { status: 'queued', dueAt: after(now, backoffAfter(media.attempts, backoff)), ...why };
}

function failed({ code, reason }: Failure): Change {
  return { status: 'failed', errorCode: code, error: reason };
}

/** Changes nothing if the claim is no longer ours: another process has the file by now, or it was erased. */
async function record(
  trx: Transaction,
  { onLost }: MediaFetchTools,
  media: Media,
  { outcome, change }: { outcome: Circumstances['outcome']; change: Change },
): Promise<void> {
  const { mediaId, attempts } = media;
  const changed = await trx('media')
    .where({ mediaId, status: 'claimed', attempts })
    .update({ ...change, leaseExpiresAt: null });
  if (changed === 0) return;
  const { status, errorCode = null } = change;
  const loss = lossOf({ status, errorCode });
  if (loss) return onLost(trx, media, loss);
  if (change.status !== 'kept' || outcome.outcome !== 'fetched') return;
  await trx('media_contents').insert({ mediaId, content: outcome.content });
}
