import { inTransaction } from '#src/db/in-transaction.ts';
import { describeError } from '#src/platform/log.ts';
import type { OnWake } from '#src/platform/run-job.ts';
import { claimDue } from './claim.ts';
import { type Delivery, deliver, isWornOut } from './deliver.ts';
import { lookUpUnknown } from './look-up.ts';
import type { Outbound } from './outbound.ts';
import { recoverExpired } from './recover.ts';

/** Sends under way at one time. */
const LANES = 10;

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
        await drain(delivery, signal).catch((thrown) => delivery.log.error(describeError(thrown), 'dispatch failed'));
        await bell.heard();
      }
    },
  };
}

async function drain(delivery: Delivery, signal?: AbortSignal): Promise<number> {
  const { db, clock, delays, lease } = delivery;
  await inTransaction(db, (trx) => recoverExpired(trx, clock, delays));
  await lookUpUnknown(delivery);
  const underWay = new Set<Promise<void>>();
  let attempts = 0;
  while (!signal?.aborted) {
    const claimed = underWay.size < LANES ? await claimDue(db, clock, { limit: LANES - underWay.size, lease }) : [];
    if (claimed.length === 0 && underWay.size === 0) break;
    attempts += claimed.length;
    for (const message of claimed) {
      const sending: Promise<void> = settle(delivery, message).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    // a lane that came free may let the same person's next message go
    await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return attempts;
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

/** A wake-up that comes while nobody listens is remembered. */
function createBell(signal: AbortSignal, poll: number) {
  let hasRung = false;
  let listener: (() => void) | undefined;
  const ring = () => {
    hasRung = true;
    listener?.();
  };
  signal.addEventListener('abort', ring);
  const heard = async () => {
    if (!hasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, poll);
        listener = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    hasRung = false;
    listener = undefined;
  };
  return { ring, heard };
}
