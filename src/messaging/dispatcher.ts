import { inTransaction } from '#src/db/in-transaction.ts';
import { describeError } from '#src/platform/log.ts';
import type { OnWake } from '#src/platform/run-job.ts';
import { claimDue } from './claim.ts';
import { type Delivery, deliver, isWornOut } from './deliver.ts';
import { lookUpUnknown } from './look-up.ts';
import type { Outbound } from './outbound.ts';
import { recoverExpired } from './recover.ts';

/** Sends under way at one time, of any kind, and how many more of what somebody waits for. */
const LANES = 10;
const LANES_KEPT_FREE = 4;

export interface Dispatcher {
  /** Sends until the signal: at each wake-up, and every `poll` milliseconds for what fell due by itself. */
  run(signal: AbortSignal, onWake: OnWake): Promise<void>;
  /** Sends what is due now, and what becomes due by that; returns how many attempts it made. */
  drain(): Promise<number>;
}

export function createDispatcher(delivery: Delivery, poll: number): Dispatcher {
  return {
    drain: () => drain(delivery),
    run: async (signal, onWake) => {
      const bell = createBell(signal, poll);
      onWake(bell.ring);
      while (!signal.aborted) {
        await drain(delivery, { signal, bell }).catch((thrown) => {
          delivery.log.error(describeError(thrown), 'dispatch failed');
          bell.silence();
        });
        await bell.heard();
      }
    },
  };
}

interface Listening {
  signal: AbortSignal;
  bell: Bell;
}

async function drain(delivery: Delivery, listening?: Listening): Promise<number> {
  const { db, clock, delays, lease } = delivery;
  await inTransaction(db, (trx) => recoverExpired(trx, clock, delays));
  await lookUpUnknown(delivery);
  const underWay = new Set<Promise<void>>();
  let attempts = 0;
  while (!listening?.signal.aborted) {
    listening?.bell.silence();
    const claimed = await claimDue(db, clock, { ...roomBeside(underWay.size), lease });
    if (claimed.length === 0 && underWay.size === 0) break;
    attempts += claimed.length;
    for (const message of claimed) {
      const sending: Promise<void> = settle(delivery, message).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    // a lane that came free may let the same person's next message go; an alarm waits for no slow send
    await Promise.race(listening ? [...underWay, listening.bell.rung()] : underWay);
  }
  await Promise.all(underWay);
  return attempts;
}

/** Alarms, codes and answers never find all lanes taken by slow sends of what is less urgent. */
function roomBeside(underWay: number): { limit: number; isUrgentOnly: boolean } {
  if (underWay < LANES) return { limit: LANES - underWay, isUrgentOnly: false };
  return { limit: Math.max(0, LANES + LANES_KEPT_FREE - underWay), isUrgentOnly: true };
}

async function settle(delivery: Delivery, message: Outbound): Promise<void> {
  try {
    if (isWornOut(message)) await bury(delivery, message);
    else await deliver(delivery, message);
  } catch (thrown) {
    // its lease runs out, and then it is recovered like that of a dead process
    delivery.log.error({ outboxId: message.outboxId, ...describeError(thrown) }, 'delivery failed');
  }
}

async function bury(delivery: Delivery, message: Outbound): Promise<void> {
  const end = { status: 'failed', error: 'no attempt left', leaseExpiresAt: null };
  await inTransaction(delivery.db, async (trx) => {
    await trx('outbox').where({ outboxId: message.outboxId, status: 'claimed' }).update(end);
  });
}

interface Bell {
  ring(): void;
  /** Resolves at the next wake-up, or at once if there was one since the last silence. */
  rung(): Promise<void>;
  silence(): void;
  /** The same, but waits no longer than a poll. */
  heard(): Promise<void>;
}

/** Only who is about to look silences it: a wake-up that comes while somebody looks is remembered. */
function createBell(signal: AbortSignal, poll: number): Bell {
  let next = Promise.withResolvers<void>();
  const ring = () => next.resolve();
  signal.addEventListener('abort', ring);
  return {
    ring,
    rung: () => next.promise,
    silence: () => {
      next = Promise.withResolvers<void>();
    },
    heard: async () => {
      const timer = setTimeout(ring, poll);
      await next.promise;
      clearTimeout(timer);
    },
  };
}
