import type { Clock } from '#src/platform/clock.ts';
import { after, MINUTE, SECOND } from '#src/platform/duration.ts';

/** By the clock of the watch, which may be moved. */
const LATE_BY = 10 * MINUTE;
const LOOK_EVERY_MS = SECOND;
const MOST_WAITING = 1_000;

/** Messages that the network holds back. */
export interface LateDeliveries {
  /** Runs `deliver` ten minutes later, by the clock of the watch. */
  holdBack(sid: string, deliver: () => Promise<unknown>): void;
  /** It was delivered or given up in another way. */
  forget(sid: string): void;
  isHeldBack(sid: string): boolean;
}

/** In memory: after a restart of the service the messages stay as they are. */
export function createLateDeliveries(clock: Clock, onFailed: (thrown: unknown) => void): LateDeliveries {
  const waiting = new Map<string, { dueAt: Date; deliver: () => Promise<unknown> }>();
  let timer: NodeJS.Timeout | undefined;
  const deliverDue = () => {
    for (const [sid, { dueAt, deliver }] of waiting) {
      if (dueAt > clock.now()) continue;
      waiting.delete(sid);
      deliver().catch(onFailed);
    }
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    holdBack: (sid, deliver) => {
      if (waiting.size >= MOST_WAITING) return;
      waiting.set(sid, { dueAt: after(clock.now(), LATE_BY), deliver });
      // it must not keep the process alive
      timer ??= setInterval(deliverDue, LOOK_EVERY_MS).unref();
    },
    forget: (sid) => waiting.delete(sid),
    isHeldBack: (sid) => waiting.has(sid),
  };
}
