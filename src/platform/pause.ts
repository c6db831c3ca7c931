import { setTimeout as wait } from 'node:timers/promises';

/** Waits for this time or until the signal. Never throws. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => {});
}
