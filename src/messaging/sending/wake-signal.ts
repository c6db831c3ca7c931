export interface WakeSignal {
  wake(): void;
  /** Resolves at the next wake, or at once if there was one since the last reset. */
  woken(): Promise<void>;
  /** The same, but waits for at most this long. */
  wokenWithin(milliseconds: number): Promise<void>;
  /** Returns whether there was a wake since the last reset. */
  reset(): boolean;
}

/** Reset it before a poll, never after one: a wake during the poll is then remembered. The abort of `signal` wakes, too. */
export function createWakeSignal(signal: AbortSignal): WakeSignal {
  let next = Promise.withResolvers<void>();
  let wasWoken = false;
  const resolveNext = () => next.resolve();
  signal.addEventListener('abort', resolveNext);
  return {
    wake: () => {
      wasWoken = true;
      resolveNext();
    },
    woken: () => next.promise,
    wokenWithin: async (milliseconds) => {
      const timer = setTimeout(resolveNext, milliseconds);
      await next.promise;
      clearTimeout(timer);
    },
    reset: () => {
      const before = wasWoken;
      wasWoken = false;
      next = Promise.withResolvers<void>();
      return before;
    },
  };
}
