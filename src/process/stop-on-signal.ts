import { describeError, type Log } from '#src/platform/log.ts';

/** A Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. */
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Runs `stop` at the first SIGTERM or SIGINT and exits; what has not stopped after `deadlineMs`, or at a second signal, is
 * killed. Nothing is lost by that: whatever was unfinished is on disk and picked up at the next start.
 */
export function stopOnSignal(log: Log, deadlineMs: number, stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      void stopAndExit(log, deadlineMs, signal, stop);
    } else if (performance.now() - stoppingSince > SAME_KEYSTROKE_MS) {
      endAtOnce();
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function stopAndExit(log: Log, deadlineMs: number, signal: NodeJS.Signals, stop: () => Promise<void>) {
  log.info({ signal }, 'stopping');
  setTimeout(() => {
    log.warn('did not stop in time');
    endAtOnce();
  }, deadlineMs);
  try {
    await stop();
    log.info('stopped');
    process.exit(0);
  } catch (thrown) {
    log.error(describeError(thrown), 'stopping failed');
    endAtOnce();
  }
}

/** What nobody caught leaves the process in an unknown state: it is logged, and a supervisor starts a new one. */
export function exitOnUncaught(log: Log): void {
  const onUncaught = (thrown: unknown) => {
    log.fatal(describeError(thrown), 'uncaught');
    endAtOnce();
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}

/** An exit would first end the worker threads, and one of them within a statement turns that into an abort that dumps memory. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
