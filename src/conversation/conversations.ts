import { setTimeout as wait } from 'node:timers/promises';
import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { whileHolding } from '#src/db/while-holding.ts';
import { withMediaIds } from '#src/messaging/media/find-media.ts';
import type { Watch } from '#src/notices/watch.ts';
import { before, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { giveUpOn, setAside } from './give-up-on.ts';
import { type TurnTaken, takeTurn } from './take-turn.ts';
import type { InboundText } from './turn.ts';

/** Any number, the same in every process: the family of the locks under which a person's texts are handled. */
const TURNS = 48_216;
const TRIES = 3;
const PAUSE_MS = 100;
/** A text that came this recently is in somebody's hands. */
const IN_HAND = 20 * SECOND;

export interface Conversations {
  /** Handles all that this person has texted and nobody has handled, in order. Never throws. */
  advance(conversationId: number): Promise<void>;
  /** What a crash left behind, for everybody. `all`: also what came just now. */
  catchUp(options?: { all: boolean }): Promise<void>;
  /** Resolves when nothing is being handled in this process. */
  settled(): Promise<void>;
}

export interface Conversing {
  db: Database;
  watch: Watch;
  log: Log;
}

export function createConversations(conversing: Conversing): Conversations {
  const running = new Map<number, Promise<void>>();
  const advance = (conversationId: number): Promise<void> => {
    const previous = running.get(conversationId) ?? Promise.resolve();
    const next = previous.then(() => handleAll(conversing, conversationId));
    running.set(conversationId, next);
    return next.finally(() => running.get(conversationId) === next && running.delete(conversationId));
  };
  return {
    advance,
    settled: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
    catchUp: async (options) => {
      for (const conversationId of await listWaiting(conversing, options?.all ?? false)) await advance(conversationId);
    },
  };
}

async function listWaiting({ db, watch }: Conversing, all: boolean): Promise<number[]> {
  const waiting = db('inbox').whereNull('handledAt').distinct('conversationId').orderBy('conversationId');
  if (!all) waiting.where('receivedAt', '<=', before(watch.clock.now(), IN_HAND));
  const rows: { conversationId: number }[] = await waiting;
  return rows.map(({ conversationId }) => conversationId);
}

async function handleAll(conversing: Conversing, conversationId: number): Promise<void> {
  try {
    for (let pause: number | undefined = 0; pause !== undefined; pause = await handleNext(conversing, conversationId)) {
      if (pause > 0) await wait(pause);
    }
  } catch (thrown) {
    // the text stays unhandled, and is found again
    conversing.log.error({ conversationId, ...describeError(thrown) }, 'could not go on with a conversation');
  }
}

/** Returns how long to wait before the next, in milliseconds; undefined if there was no text. */
async function handleNext({ db, watch, log }: Conversing, conversationId: number): Promise<number | undefined> {
  // else each process that looks counts an attempt before the first of them makes one
  return whileHolding(db, { family: TURNS, id: conversationId }, async (transact) => {
    const counted = await transact((trx) => countAttempt(trx, conversationId));
    if (!counted) return undefined;
    const { inboxId, attempts } = counted;
    const ids = { cause: `inbox:${inboxId}`, inboxId, conversationId };
    if (attempts > TRIES) {
      // what breaks the handling may break the telling too
      const leaveIt = attempts > 2 * TRIES ? setAside : giveUpOn;
      await transact<unknown>((trx) => leaveIt(trx, watch, inboxId));
      log.error(ids, 'gave a text up after three attempts');
      return 0;
    }
    try {
      const since = performance.now();
      const done = await transact((trx) => handle(trx, watch, { conversationId, inboxId }));
      log.info({ ...ids, ...done, ms: Math.round(performance.now() - since) }, 'handled');
      return 0;
    } catch (thrown) {
      log.error({ ...ids, attempts, ...describeError(thrown) }, 'handling a text failed');
      return PAUSE_MS * attempts;
    }
  });
}

/** In a transaction of its own, so that a text that kills the process counts as tried. */
async function countAttempt(
  trx: Transaction,
  conversationId: number,
): Promise<{ inboxId: number; attempts: number } | undefined> {
  const oldest = await trx('inbox')
    .where({ conversationId })
    .whereNull('handledAt')
    .orderBy('inboxId')
    .first('inboxId');
  if (!oldest) return undefined;
  const [row] = await trx('inbox')
    .where({ inboxId: oldest.inboxId })
    .whereNull('handledAt')
    .update({ attempts: trx.raw('attempts + 1') })
    .returning(['inboxId', 'attempts']);
  return row ?? { inboxId: oldest.inboxId, attempts: 0 };
}

async function handle(
  trx: Transaction,
  watch: Watch,
  { conversationId, inboxId }: { conversationId: number; inboxId: number },
): Promise<TurnTaken | undefined> {
  const conversation = trx('conversations').where({ conversationId });
  if (isPostgres(trx)) conversation.forNoKeyUpdate();
  const standing = await conversation.first(STANDING);
  const text = await findText(trx, inboxId);
  if (!text) return undefined;
  const touchedAt = instantOf(standing.touchedAt);
  const answersPausedAt = instantOf(standing.answersPausedAt);
  const post = text.isReplayed ? { ...watch, heldSince: text.receivedAt } : watch;
  return takeTurn(trx, post, { text, standing: { ...standing, touchedAt, answersPausedAt } });
}

const STANDING = [
  'version',
  'place',
  'context',
  'touchedAt',
  'talkingWith',
  'talkingUntil',
  'answersPausedAt',
] as const;

function instantOf(stored: Date | number | null): Date | null {
  return stored === null ? null : new Date(stored);
}

/** Undefined: somebody else has handled it meanwhile. */
async function findText(trx: Transaction, inboxId: number): Promise<InboundText | undefined> {
  const row = await trx('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .where({ inboxId })
    .whereNull('handledAt')
    .first('inbox.*', 'addresses.address', 'addresses.channel', 'addresses.identity');
  if (!row) return undefined;
  const { conversationId, address, channel, identity, body, raw, attempts } = row;
  const attachments = await withMediaIds(trx, inboxId, JSON.parse(row.media));
  return {
    inboxId,
    conversationId,
    address,
    channel,
    identity,
    body,
    raw,
    attempts,
    attachments,
    receivedAt: new Date(row.receivedAt),
    isReplayed: row.replayedAt !== null,
  };
}
