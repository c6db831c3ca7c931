/**
 * Makes concurrent callers share checks. A caller never gets the result of a check that began before the call: one that is
 * running may have missed the latest change. So whoever calls meanwhile waits for the next check, which serves all of them.
 */
export function shareChecks<T>(check: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const checkNext = async (): Promise<T> => {
    await running;
    next = undefined;
    const checking = check();
    running = checking.catch(() => {});
    return checking;
  };
  return () => {
    next ??= checkNext();
    return next;
  };
}
