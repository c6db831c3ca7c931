export interface WakeSignal {
  ring(): void;
  /** Resolves at the next wake-up, or at once if there was one since the last silence. */
  rung(): Promise<void>;
  /** Returns whether somebody rang since the last silence. */
  silence(): boolean;
  /** The same, but waits no longer than `longest` milliseconds. */
  heard(longest: number): Promise<void>;
}

/** Only who is about to look silences it: a wake-up that comes while somebody looks is remembered. */
export function createWakeSignal(signal: AbortSignal): WakeSignal {
  let next = Promise.withResolvers<void>();
  let wasRung = false;
  const wakeUp = () => next.resolve();
  signal.addEventListener('abort', wakeUp);
  return {
    ring: () => {
      wasRung = true;
      wakeUp();
    },
    rung: () => next.promise,
    silence: () => {
      const before = wasRung;
      wasRung = false;
      next = Promise.withResolvers<void>();
      return before;
    },
    heard: async (longest) => {
      const timer = setTimeout(wakeUp, longest);
      await next.promise;
      clearTimeout(timer);
    },
  };
}
