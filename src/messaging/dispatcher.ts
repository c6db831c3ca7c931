import { setTimeout as wait } from 'node:timers/promises';
import { inTransaction } from '#src/db/in-transaction.ts';
import { describeError } from '#src/platform/log.ts';
import type { OnWake } from '#src/platform/run-job.ts';
import { beginSending } from './begin-sending.ts';
import { type Bell, createBell } from './bell.ts';
import { type Claim, type ClaimRequest, claimDue } from './claim.ts';
import { type Delivery, factsForLog } from './delivery.ts';
import { inBatches } from './in-batches.ts';
import { lookUpUnknown } from './look-up.ts';
import type { Outbound } from './outbound.ts';
import { type Attempted, recordOutcomes } from './record-outcomes.ts';
import { recoverExpired } from './recover.ts';
import { send } from './send.ts';

/** Sends under way at one time, of any kind, and how many more of what somebody waits for. */
const LANES = 10;
const LANES_KEPT_FREE = 4;

export interface Dispatcher {
  /** Sends until the signal: at each wake-up, and every `poll` milliseconds for what fell due by itself. */
  run(signal: AbortSignal, onWake: OnWake): Promise<void>;
  /** Sends what is due now, and what becomes due by that; returns how many attempts it made. */
  drain(): Promise<number>;
}

interface Dispatching {
  delivery: Delivery;
  record: (attempted: Attempted) => Promise<void>;
}

export function createDispatcher(delivery: Delivery, poll: number): Dispatcher {
  const { db } = delivery;
  const record = inBatches<Attempted>((all) => inTransaction(db, (trx) => recordOutcomes(trx, delivery, all)));
  const dispatching = { delivery, record };
  return {
    drain: async () => {
      await repair(delivery);
      return (await sendDue(dispatching)).attempts;
    },
    run: async (signal, onWake) => {
      const listening = { signal, bell: createBell(signal), poll };
      onWake(listening.bell.ring);
      await Promise.all([keepSending(dispatching, listening), keepRepairing(delivery, listening)]);
    },
  };
}

interface Listening {
  signal: AbortSignal;
  bell: Bell;
  poll: number;
}

async function keepSending(dispatching: Dispatching, listening: Listening): Promise<void> {
  const { signal, bell, poll } = listening;
  const { delivery } = dispatching;
  while (!signal.aborted) {
    let pause = poll;
    try {
      const { againAt } = await sendDue(dispatching, listening);
      if (againAt) pause = Math.min(poll, Math.max(0, againAt.getTime() - delivery.clock.now().getTime()));
    } catch (thrown) {
      delivery.log.error(describeError(thrown), 'dispatch failed');
    }
    await bell.heard(pause);
  }
}

/** Beside the sending and never before it: an alarm waits for no provider that is slow to answer a look-up. */
async function keepRepairing(delivery: Delivery, { signal, bell, poll }: Listening): Promise<void> {
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  while (!signal.aborted) {
    try {
      if ((await repair(delivery)) > 0) bell.ring();
    } catch (thrown) {
      delivery.log.error(describeError(thrown), 'repair failed');
    }
    const timer = new AbortController();
    await Promise.race([aborted, wait(poll, undefined, { signal: timer.signal })]);
    timer.abort();
  }
}

/** What was cut off or is unclear. Returns how many messages may be due again. */
async function repair(delivery: Delivery): Promise<number> {
  const { db, clock, delays } = delivery;
  const requeued = await inTransaction(db, (trx) => recoverExpired(trx, clock, delays));
  return requeued + (await lookUpUnknown(delivery));
}

/** `againAt`: when announcements that wait for their sender may go on. */
async function sendDue(
  { delivery, record }: Dispatching,
  listening?: Listening,
): Promise<{ attempts: number; againAt: Date | undefined }> {
  const underWay = new Set<Promise<void>>();
  let attempts = 0;
  let ended = 0;
  let againAt: Date | undefined;
  const begin = (message: Outbound) => {
    const sending: Promise<void> = sendOrLog(delivery, message, record).finally(() => {
      underWay.delete(sending);
      ended += 1;
    });
    underWay.add(sending);
    attempts += 1;
  };
  try {
    while (!listening?.signal.aborted) {
      listening?.bell.silence();
      if (listening) await delivery.onAlive?.();
      const endedBefore = ended;
      const claim = await claimToSend(delivery, roomBeside(underWay.size));
      for (const message of claim.messages) begin(message);
      againAt = claim.againAt;
      // the claim may not have seen yet that the same person's next message can go
      if (ended > endedBefore || claim.messages.length < claim.taken) continue;
      if (underWay.size === 0) break;
      // a lane that came free is used at once; an alarm waits for no slow send
      await Promise.race(listening ? [...underWay, listening.bell.rung()] : underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
  return { attempts, againAt };
}

type Room = Pick<ClaimRequest, 'limit' | 'isUrgentOnly'>;

/** Claims and marks as being sent in one transaction; where that breaks, each by itself, so that one harms no other. */
async function claimToSend(delivery: Delivery, room: Room): Promise<Claim> {
  const { db, clock, log, lease, rates } = delivery;
  const request = { ...room, lease, rates };
  try {
    return await claimDue(db, clock, { ...request, onClaimed: (trx, claimed) => beginSending(trx, delivery, claimed) });
  } catch (thrown) {
    log.error(describeError(thrown), 'could not begin to send what was claimed together');
  }
  const claim = await claimDue(db, clock, request);
  const begun: Outbound[] = [];
  for (const message of claim.messages) {
    try {
      begun.push(...(await inTransaction(db, (trx) => beginSending(trx, delivery, [message]))));
    } catch (thrown) {
      logBroken(delivery, message, thrown);
    }
  }
  return { ...claim, messages: begun };
}

/** Alarms, codes and answers never find all lanes taken by slow sends of what is less urgent. */
function roomBeside(underWay: number): { limit: number; isUrgentOnly: boolean } {
  if (underWay < LANES) return { limit: LANES - underWay, isUrgentOnly: false };
  return { limit: Math.max(0, LANES + LANES_KEPT_FREE - underWay), isUrgentOnly: true };
}

async function sendOrLog(delivery: Delivery, message: Outbound, record: Dispatching['record']): Promise<void> {
  try {
    await send(delivery, message, record);
  } catch (thrown) {
    logBroken(delivery, message, thrown);
  }
}

/** Its lease runs out, and then it is recovered like that of a dead process. */
function logBroken({ log }: Delivery, message: Outbound, thrown: unknown): void {
  log.error({ ...factsForLog(message), ...describeError(thrown) }, 'delivery failed');
}
