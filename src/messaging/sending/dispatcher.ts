import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import type { OnWake } from '#src/platform/run-job.ts';
import { listOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { beginSending } from './begin-sending.ts';
import { type Claim, type ClaimRequest, claimDue } from './claim-messages.ts';
import { type Delivery, factsForLog } from './delivery.ts';
import { pollDue } from './due-messages.ts';
import { lookUpUnknown } from './look-up-unknown.ts';
import { type Attempted, recordOutcomes } from './record-outcomes.ts';
import { recoverExpired } from './recover-expired.ts';
import { send } from './send.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';

/** Sends under way at one time, of any kind, and how many more of what somebody waits for. */
const LANES = 20;
const LANES_KEPT_FREE = 4;
/** Half of the lanes: while one half sends, what came of the other is recorded, and the next are claimed. */
const CLAIMED_AT_ONCE = 10;
/** What ends so soon after another is recorded with it. */
const GATHERING_MS = 1;
/**
 * The same while nothing more is due: then it is recorded with what ends, or is claimed, next, since a commit costs more
 * than all else here. What a crash cuts off meanwhile is looked up, as within the send itself; and so long waits, at most,
 * what comes next for the same person.
 */
const IDLE_GATHERING_MS = 200;

export interface Dispatcher {
  /** Sends until the signal: at each wake-up, and every `poll` milliseconds for what fell due by itself. */
  run(signal: AbortSignal, onWake: OnWake): Promise<void>;
  /** Sends what is due now, and what becomes due by that; returns how many attempts it made. */
  drain(): Promise<number>;
}

export function createDispatcher(delivery: Delivery, poll: number): Dispatcher {
  return {
    drain: async () => {
      await repair(delivery);
      return (await sendDue(delivery)).attempts;
    },
    run: async (signal, onWake) => {
      const listening = { signal, bell: createWakeSignal(signal), poll };
      onWake(listening.bell.ring);
      await Promise.all([keepSending(delivery, listening), keepRepairing(delivery, listening)]);
    },
  };
}

interface Listening {
  signal: AbortSignal;
  bell: WakeSignal;
  poll: number;
}

async function keepSending(delivery: Delivery, listening: Listening): Promise<void> {
  const { signal, bell, poll } = listening;
  while (!signal.aborted) {
    let pause = poll;
    try {
      const { againAt } = await sendDue(delivery, listening);
      if (againAt) pause = Math.min(poll, Math.max(0, againAt.getTime() - delivery.clock.now().getTime()));
    } catch (thrown) {
      delivery.log.error(describeError(thrown), 'dispatch failed');
    }
    await bell.heard(pause);
  }
}

/** Beside the sending and never before it: an alarm waits for no provider that is slow to answer a look-up. */
async function keepRepairing(delivery: Delivery, { signal, bell, poll }: Listening): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await repair(delivery)) > 0) bell.ring();
    } catch (thrown) {
      delivery.log.error(describeError(thrown), 'repair failed');
    }
    await pause(poll, signal);
  }
}

/** What was cut off or is unclear. Returns how many messages may be due again. */
async function repair(delivery: Delivery): Promise<number> {
  const { db, clock, delays } = delivery;
  return (await recoverExpired(db, clock, delays)) + (await lookUpUnknown(delivery));
}

/**
 * In rounds, each one transaction: what came of sends that have ended is recorded, and the next are claimed. So a claim
 * sees that the same person's next message can go. `againAt`: when announcements that wait for their sender may go on.
 */
async function sendDue(
  delivery: Delivery,
  listening?: Listening,
): Promise<{ attempts: number; againAt: Date | undefined }> {
  const underWay = new Set<Promise<unknown>>();
  let ended: Attempted[] = [];
  let attempts = 0;
  let againAt: Date | undefined;
  let isMoreDue = false;
  let isPaused = true;
  const begin = (message: Outbound) => {
    const sending = sendOrLog(delivery, message).then((attempted) => {
      underWay.delete(sending);
      if (attempted) ended.push(attempted);
    });
    underWay.add(sending);
    attempts += 1;
  };
  const takeEnded = () => {
    const taken = ended;
    ended = [];
    return taken;
  };
  try {
    while (!listening?.signal.aborted) {
      const wasRung = listening?.bell.silence() ?? false;
      const room = roomBeside(underWay.size);
      // who rang has queued something, and what ended needs the transaction anyway
      const isWorthIt = isMoreDue || (wasRung && ended.length > 0);
      const glance = isWorthIt ? undefined : await pollDue(delivery.db, delivery.clock.now());
      isPaused = glance?.isPaused ?? isPaused;
      const attempted = takeEnded();
      const claim = await recordAndClaim(
        delivery,
        { attempted, mayBePaused: isPaused },
        { ...room, isDue: glance?.isDue ?? true },
      );
      for (const message of claim.messages) begin(message);
      // now and then it writes: nobody's answer waits for that
      if (listening) await delivery.onAlive?.();
      againAt = claim.againAt;
      isPaused = claim.isPaused ?? isPaused;
      isMoreDue = isFull(claim, room);
      // there may be more than one claim takes, and what failed may be due again at once in another way
      if (claim.messages.length < claim.taken || isMoreDue || !areAllAccepted(attempted)) continue;
      if (underWay.size + ended.length === 0) break;
      // a lane that came free is used at once; an alarm waits for no slow send
      const rung = listening ? [listening.bell.rung()] : [];
      if (ended.length === 0) await Promise.race([...underWay, ...rung]);
      const isIdle = listening !== undefined && !room.isUrgentOnly && claim.taken < room.limit;
      if (isIdle) await Promise.race([wait(IDLE_GATHERING_MS), ...rung]);
      else if (underWay.size > 0) await Promise.race([wait(GATHERING_MS), ...rung]);
    }
  } finally {
    await Promise.all(underWay);
    await recordEach(delivery, takeEnded());
  }
  return { attempts, againAt };
}

interface Room {
  limit: number;
  isUrgentOnly: boolean;
}

type Ended = Parameters<typeof recordOutcomes>[2];

const NOTHING: Claim = { messages: [], taken: 0, againAt: undefined, isPaused: undefined };

function isFull({ taken }: Claim, { limit, isUrgentOnly }: Room): boolean {
  return taken === limit && !isUrgentOnly;
}

function areAllAccepted(attempted: readonly Attempted[]): boolean {
  return attempted.every(({ outcome }) => outcome.outcome === 'accepted');
}

/** Where that breaks, each by itself, so that one harms no other. */
async function recordAndClaim(
  delivery: Delivery,
  ended: Ended,
  { limit, isUrgentOnly, isDue }: Room & { isDue: boolean },
): Promise<Claim> {
  const { db, clock, log, lease, rates } = delivery;
  const request = { limit, isUrgentOnly, lease, rates };
  const isClaiming = isDue && limit > 0;
  if (!isClaiming && ended.attempted.length === 0) return NOTHING;
  try {
    return await inTransaction(db, async (trx) => {
      const record = () => recordOutcomes(trx, delivery, ended);
      if (isClaiming) {
        const begin: ClaimRequest['beginSending'] = (claimed, optedOut) =>
          beginSending(trx, delivery, { claimed, optedOut });
        return claimDue(trx, clock, { ...request, first: record, beginSending: begin });
      }
      await record();
      return NOTHING;
    });
  } catch (thrown) {
    log.error(describeError(thrown), 'could not record and claim together');
  }
  await recordEach(delivery, ended.attempted);
  if (!isClaiming) return NOTHING;
  const claim = await inTransaction(db, (trx) => claimDue(trx, clock, request));
  const begun: Outbound[] = [];
  for (const message of claim.messages) {
    try {
      begun.push(...(await inTransaction(db, (trx) => beginOne(trx, delivery, message))));
    } catch (thrown) {
      logBroken(delivery, message, thrown);
    }
  }
  return { ...claim, messages: begun };
}

async function beginOne(trx: Transaction, delivery: Delivery, message: Outbound): Promise<Outbound[]> {
  const optedOut = new Set(await listOptedOut(trx, [message.identity]));
  return beginSending(trx, delivery, { claimed: [message], optedOut });
}

async function recordEach(delivery: Delivery, ended: readonly Attempted[]): Promise<void> {
  for (const attempted of ended) {
    try {
      await inTransaction(delivery.db, (trx) =>
        recordOutcomes(trx, delivery, { attempted: [attempted], mayBePaused: true }),
      );
    } catch (thrown) {
      logBroken(delivery, attempted.message, thrown);
    }
  }
}

/** Alarms, codes and answers never find all lanes taken by slow sends of what is less urgent. */
function roomBeside(underWay: number): Room {
  if (underWay < LANES) return { limit: Math.min(CLAIMED_AT_ONCE, LANES - underWay), isUrgentOnly: false };
  return { limit: Math.max(0, LANES + LANES_KEPT_FREE - underWay), isUrgentOnly: true };
}

async function sendOrLog(delivery: Delivery, message: Outbound): Promise<Attempted | undefined> {
  try {
    return await send(delivery, message);
  } catch (thrown) {
    logBroken(delivery, message, thrown);
    return undefined;
  }
}

/** Its lease runs out, and then it is recovered like that of a dead process. */
function logBroken({ log }: Delivery, message: Outbound, thrown: unknown): void {
  log.error({ ...factsForLog(message), ...describeError(thrown) }, 'delivery failed');
}
