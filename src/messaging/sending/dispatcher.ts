import { setTimeout as wait } from 'node:timers/promises';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import type { OnWake } from '#src/platform/run-job.ts';
import type { Delivery } from './delivery.ts';
import { isAnyUnderWay, isReaderWaiting, pollDue } from './due-messages.ts';
import { recordAndClaim, recordEach } from './record-and-claim.ts';
import type { SendAttempt } from './record-outcomes.ts';
import { repair } from './repair.ts';
import { sendOrLog } from './send.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';

/**
 * The dispatcher claims due messages, sends them outside of any transaction, and records their outcomes. One transaction
 * records the outcomes of the sends that have ended and claims the next messages, because a commit costs more than
 * everything else that it does. It is always in one of these modes:
 *
 * - `idle`: no message is due and no send is under way. It waits until it is woken, until the next poll, or until held
 *   announcements may leave, whichever comes first.
 * - `claiming`: it polls, and if a message is due it records and claims. It skips the poll after a full claim, and after a
 *   wake if there is an outcome to record anyway. It claims again at once after a full claim, and after an outcome that may
 *   have made another message due.
 * - `crowded`: the same, but all ordinary lanes are taken. It claims urgent messages only, which have lanes of their own, so
 *   that an alarm never waits for slow sends.
 * - `settling`: sends are under way and no other message is due. When a send has ended it waits a little, so that several
 *   outcomes share a commit. A wake ends the wait.
 * - `stopping`: the signal was given, or an error ended the loop. It claims nothing, waits for the sends under way, and
 *   records each outcome in a transaction of its own.
 *
 * Which due messages a claim may take is decided in `limits/`: they are held back while the sender is broken, while sending
 * is held after a restore, and (announcements) while the sender is busy. A second loop repairs what a crash cut off.
 */
type Mode = 'idle' | 'claiming' | 'crowded' | 'settling' | 'stopping';

/** Lanes are sends under way. A claim takes half of them: one half sends while the other half is recorded and claimed. */
const LANES = 20;
const URGENT_LANES = 4;
const CLAIMS = {
  claiming: { lanes: LANES, most: LANES / 2, isUrgentOnly: false },
  crowded: { lanes: LANES + URGENT_LANES, most: URGENT_LANES, isUrgentOnly: true },
} satisfies Partial<Record<Mode, object>>;

/**
 * How long to wait for more outcomes to record with the one that has come. If the process dies meanwhile, the message is
 * looked up, as after a crash during the send. The next message for the same person waits for this long at most.
 */
const WAIT_MS = { crowded: 1, settling: 200 } satisfies Partial<Record<Mode, number>>;
/**
 * How long after a claim the next one begins at the earliest, unless a reader waits for a message or more are known to be
 * due. Otherwise a hundred bookings a second would make a hundred claims, each with the writer lock and an fsync.
 */
const CLAIMS_APART_MS = 15;
/** In `drain`, where a caller waits for the last outcome. */
const DRAIN_WAIT_MS = 1;

export interface Dispatcher {
  /** Sends until the signal: whenever it is woken, and every `pollMs` milliseconds what has become due by itself. */
  run(signal: AbortSignal, onWake: OnWake): Promise<void>;
  /** Sends what is due now, and what becomes due because of that. Returns how many attempts it made. */
  drain(): Promise<number>;
  /** Whether a message is due or being sent, by whichever process. */
  isBusy(): Promise<boolean>;
}

export function createDispatcher(delivery: Delivery, pollMs: number): Dispatcher {
  return {
    drain: async () => {
      await repair(delivery);
      return (await sendDue(delivery)).attempts;
    },
    isBusy: () => isAnyUnderWay(delivery.db, delivery.clock.now()),
    run: async (signal, onWake) => {
      const wakeSignal = createWakeSignal(signal);
      const listening = { signal, wakeSignal, pollMs, claimedAtMs: Number.NEGATIVE_INFINITY };
      onWake(listening.wakeSignal.wake);
      await Promise.all([keepSending(delivery, listening), keepRepairing(delivery, listening)]);
    },
  };
}

interface Listening {
  signal: AbortSignal;
  wakeSignal: WakeSignal;
  pollMs: number;
  /** When messages were last claimed. */
  claimedAtMs: number;
}

async function keepSending(delivery: Delivery, listening: Listening): Promise<void> {
  const { signal, wakeSignal, pollMs } = listening;
  while (!signal.aborted) {
    let idleMs = pollMs;
    try {
      const { againAt } = await sendDue(delivery, listening);
      if (againAt) idleMs = Math.min(pollMs, Math.max(0, againAt.getTime() - delivery.clock.now().getTime()));
    } catch (thrown) {
      delivery.log.error(describeError(thrown), 'dispatch failed');
    }
    await wakeSignal.wokenWithin(idleMs);
  }
}

/** A loop of its own, so that an alarm never waits for a provider that is slow to answer a look-up. */
async function keepRepairing(delivery: Delivery, { signal, wakeSignal, pollMs }: Listening): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await repair(delivery)) > 0) wakeSignal.wake();
    } catch (thrown) {
      delivery.log.error(describeError(thrown), 'repair failed');
    }
    await pause(pollMs, signal);
  }
}

/** Leaves `idle`, and sends until it is idle again or has to stop. `againAt`: when held announcements may leave. */
async function sendDue(
  delivery: Delivery,
  listening?: Listening,
): Promise<{ attempts: number; againAt: Date | undefined }> {
  const underWay = new Set<Promise<unknown>>();
  let ended: SendAttempt[] = [];
  let attempts = 0;
  let againAt: Date | undefined;
  let wasClaimFull = false;
  let mayMoreBeDue = false;
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
      // before the signal is reset, so that one claim serves all wakes of that time
      if (listening && !wasClaimFull && !mayMoreBeDue) await untilClaimIsDue(delivery, listening);
      if (listening?.signal.aborted) break;
      const wasWoken = listening?.wakeSignal.reset() ?? false;
      const mode = underWay.size < LANES ? 'claiming' : 'crowded';
      const { lanes, most, isUrgentOnly } = CLAIMS[mode];
      const limit = Math.max(0, Math.min(most, lanes - underWay.size));
      const skipsPoll = wasClaimFull || (wasWoken && ended.length > 0);
      const poll = skipsPoll ? undefined : await pollDue(delivery.db, delivery.clock.now());
      isPaused = poll?.isPaused ?? isPaused;
      const attempted = takeEnded();
      const claim = await recordAndClaim(delivery, {
        ended: { attempted, mayBePaused: isPaused },
        limit: (poll?.isDue ?? true) ? limit : 0,
        isUrgentOnly,
      });
      for (const message of claim.messages) begin(message);
      if (listening && claim.taken > 0) listening.claimedAtMs = performance.now();
      // it sometimes writes, so it runs after the claim, where no answer waits for it
      if (listening) await delivery.onAlive?.();
      againAt = claim.againAt;
      isPaused = claim.isPaused ?? isPaused;
      wasClaimFull = claim.taken === limit && !isUrgentOnly;
      mayMoreBeDue = claim.messages.length < claim.taken || attempted.some(isNotAccepted);
      if (wasClaimFull || mayMoreBeDue) continue;
      if (underWay.size + ended.length === 0) break;
      const woken = listening ? [listening.wakeSignal.woken()] : [];
      if (ended.length === 0) await Promise.race([...underWay, ...woken]);
      const waitMs = listening ? WAIT_MS[isUrgentOnly ? 'crowded' : 'settling'] : DRAIN_WAIT_MS;
      if (listening || underWay.size > 0) await Promise.race([wait(waitMs), ...woken]);
    }
  } finally {
    // stopping, or idle with nothing left to record
    await Promise.all(underWay);
    await recordEach(delivery, takeEnded());
  }
  return { attempts, againAt };
}

async function untilClaimIsDue({ db, clock }: Delivery, listening: Listening): Promise<void> {
  const { signal, wakeSignal, claimedAtMs } = listening;
  while (!signal.aborted) {
    const leftMs = claimedAtMs + CLAIMS_APART_MS - performance.now();
    if (leftMs <= 0) return;
    // each wake may tell of a reply
    wakeSignal.reset();
    if (await isReaderWaiting(db, clock.now())) return;
    await Promise.race([wait(leftMs), wakeSignal.woken()]);
  }
}

/** An attempt that failed may make another message due at once, such as the same text by SMS. */
function isNotAccepted({ outcome }: SendAttempt): boolean {
  return outcome.outcome !== 'accepted';
}
