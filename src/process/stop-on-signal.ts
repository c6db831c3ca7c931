import { describeError, type Log } from '#src/platform/log.ts';

/** Under npm, Ctrl-C arrives twice: from the terminal and from npm. */
const SAME_KEYSTROKE_MS = 1_000;

interface Logs {
  log: Log;
  /** Writes synchronously, before the process is killed. */
  lastLog: Log;
}

/**
 * Runs `stop` at the first SIGTERM or SIGINT, and exits. After `deadlineMs`, or at a second signal, the process is killed.
 * Nothing is lost by that, because unfinished work is on disk and goes on after the next start.
 */
export function stopOnSignal(logs: Logs, deadlineMs: number, stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      void stopAndExit(logs, deadlineMs, signal, stop);
    } else if (performance.now() - stoppingSince > SAME_KEYSTROKE_MS) {
      killProcess();
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
    killProcess();
  }, deadlineMs);
  try {
    await stop();
    log.info('stopped');
    process.exit(0);
  } catch (thrown) {
    lastLog.error(describeError(thrown), 'stopping failed');
    killProcess();
  }
}

/** After an uncaught error the state of the process is unknown. It is logged, and a supervisor starts a new process. */
export function exitOnUncaught(lastLog: Log): void {
  const onUncaught = (thrown: unknown) => {
    lastLog.fatal(describeError(thrown), 'uncaught');
    killProcess();
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}

/** `process.exit` would terminate worker threads. If one is within a statement, SQLite's driver aborts with a memory dump. */
function killProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
