import { describeError, type Log } from '#src/platform/log.ts';

/** A Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. */
const SAME_KEYSTROKE_MS = 1_000;

interface Logs {
  log: Log;
  /** Writes at once what is said before the process is killed. */
  lastLog: Log;
}

/**
 * Runs `stop` at the first SIGTERM or SIGINT and exits; what has not stopped after `deadlineMs`, or at a second signal, is
 * killed. Nothing is lost by that: whatever was unfinished is on disk and picked up at the next start.
 */
export function stopOnSignal(logs: Logs, deadlineMs: number, stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      void stopAndExit(logs, deadlineMs, signal, stop);
    } else if (performance.now() - stoppingSince > SAME_KEYSTROKE_MS) {
      endAtOnce();
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function stopAndExit(
  { log, lastLog }: Logs,
  deadlineMs: number,
  signal: NodeJS.Signals,
  stop: () => Promise<void>,
) {
  log.info({ signal }, 'stopping');
  setTimeout(() => {
    lastLog.warn('did not stop in time');
    endAtOnce();
  }, deadlineMs);
  try {
    await stop();
    log.info('stopped');
    process.exit(0);
  } catch (thrown) {
    lastLog.error(describeError(thrown), 'stopping failed');
    endAtOnce();
  }
}

/** What nobody caught leaves the process in an unknown state: it is logged, and a supervisor starts a new one. */
export function exitOnUncaught(lastLog: Log): void {
  const onUncaught = (thrown: unknown) => {
    lastLog.fatal(describeError(thrown), 'uncaught');
    endAtOnce();
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}

/** An exit would first end the worker threads, and one of them within a statement turns that into an abort that dumps memory. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
