import { createHash } from 'node:crypto';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { SENDER_PAUSE_MS } from '#src/messaging/limits/sender-pause.ts';
import { backoffAfter, MOST_ATTEMPTS } from '#src/messaging/sending/backoff.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, DAY, MINUTE } from '#src/platform/duration.ts';
import type { Log } from '#src/platform/log.ts';
import type { Media } from './media.ts';
import type { MediaOutcome, MediaSource } from './media-source.ts';
import { findMediaType } from './media-types.ts';

/** Twilio may announce a file before it can be fetched. What is not there so long after its text never will be. */
const READY_WITHIN = 5 * MINUTE;
/** A wrong token is no fault of the file, but nobody asks for it for ever. */
const PATIENCE = DAY;

export interface Fetching {
  db: Database;
  clock: Clock;
  log: Log;
  source: MediaSource;
  lease: number;
  backoff: number;
}

type Failure = Extract<MediaOutcome, { code: string }>;

/** Takes one claimed file to its outcome. It is fetched in no transaction. */
export async function fetchMedia(fetching: Fetching, media: Media, signal: AbortSignal): Promise<void> {
  const { db, clock, log, source } = fetching;
  const outcome = isWornOut(media) ? NO_ATTEMPT_LEFT : await source.fetch(media.url ?? '', signal);
  const now = clock.now();
  const change = await changeOf(fetching, media, { outcome, now });
  await inTransaction(db, (trx) => record(trx, media, { outcome, change }));
  const code = 'code' in outcome ? outcome.code : undefined;
  const { mediaId, inboxId } = media;
  const facts = { cause: `inbox:${inboxId}`, mediaId, outcome: outcome.outcome, status: change.status, code };
  log.info(facts, 'file');
}

function isWornOut({ attempts }: Media): boolean {
  return attempts > MOST_ATTEMPTS;
}

const NO_ATTEMPT_LEFT: Failure = { outcome: 'failed', code: 'attempts', reason: 'no attempt left' };
const OTHER_TYPE: Failure = { outcome: 'failed', code: 'type', reason: 'a type that we do not keep' };

interface Circumstances {
  outcome: MediaOutcome;
  now: Date;
}

/** What to write to its row. */
async function changeOf({ backoff }: Fetching, media: Media, { outcome, now }: Circumstances) {
  if (outcome.outcome === 'stopped') return { status: 'queued', dueAt: now, attempts: media.attempts - 1 };
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
  if (outcome.outcome === 'sourceBroken' && age < PATIENCE) {
    return { status: 'queued', dueAt: after(now, SENDER_PAUSE_MS), attempts: media.attempts - 1, ...why };
  }
  const isOver = outcome.outcome === 'failed' || (outcome.outcome === 'absent' && age >= READY_WITHIN);
  if (isOver || media.attempts >= MOST_ATTEMPTS) return failed(outcome);
  return { status: 'queued', dueAt: after(now, backoffAfter(media.attempts, backoff)), ...why };
}

function failed({ code, reason }: Failure) {
  return { status: 'failed', errorCode: code, error: reason };
}

/** Only if the claim is still ours: who was too slow finds that somebody else has it, or that it is erased. */
async function record(
  trx: Transaction,
  { mediaId, attempts }: Media,
  { outcome, change }: { outcome: MediaOutcome; change: Awaited<ReturnType<typeof changeOf>> },
): Promise<void> {
  const changed = await trx('media')
    .where({ mediaId, status: 'claimed', attempts })
    .update({ ...change, leaseExpiresAt: null });
  if (changed === 0 || change.status !== 'kept' || outcome.outcome !== 'fetched') return;
  await trx('media_contents').insert({ mediaId, content: outcome.content });
}
