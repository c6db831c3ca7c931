export interface Bell {
  ring(): void;
  /** Resolves at the next wake-up, or at once if there was one since the last silence. */
  rung(): Promise<void>;
  silence(): void;
  /** The same, but waits no longer than `longest` milliseconds. */
  heard(longest: number): Promise<void>;
}

/** Only who is about to look silences it: a wake-up that comes while somebody looks is remembered. */
export function createBell(signal: AbortSignal): Bell {
  let next = Promise.withResolvers<void>();
  const ring = () => next.resolve();
  signal.addEventListener('abort', ring);
  return {
    ring,
    rung: () => next.promise,
    silence: () => {
      next = Promise.withResolvers<void>();
    },
    heard: async (longest) => {
      const timer = setTimeout(ring, longest);
      await next.promise;
      clearTimeout(timer);
    },
  };
}
