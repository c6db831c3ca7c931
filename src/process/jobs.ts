import { Worker } from 'node:worker_threads';
import Bree from 'bree';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { QUEUED, type WorkerParts } from './run-worker.ts';

const DISPATCH = 'dispatch';

/**
 * The dispatcher runs as long as the process. Its interval only matters if it died. The start of a worker takes half a second
 * of processor time and some memory, so the jobs of every minute run in the dispatcher's worker.
 */
const TIMETABLE = [
  { name: DISPATCH, timeout: 0, interval: 5 * SECOND },
  // late, because texts that an outage held back come in first
  { name: 'forget-old', timeout: 5 * MINUTE, interval: HOUR },
];

const DEFAULT_JOBS = { folder: `${import.meta.dirname}/../../workers`, timetable: TIMETABLE };

export interface Jobs {
  start(): Promise<void>;
  /** Wakes the dispatcher, because a message was queued. */
  wake(): void;
  /**
   * Waits until every worker has ended, however long that takes. If a worker is terminated during a statement, SQLite's
   * driver aborts the process.
   */
  stop(): Promise<void>;
}

/** Runs the timetable on Bree. Bree has no state: the database decides what is due and which process does it. */
export function createJobs(log: Log, parts: WorkerParts, { folder, timetable } = DEFAULT_JOBS): Jobs {
  const wake = () => bree.workers.get(DISPATCH)?.postMessage('wake');
  const bree = new Bree({
    ...BREE_SETTINGS,
    root: folder,
    jobs: timetable.map((job) => ({ ...job, path: `${folder}/${job.name}.ts` })),
    worker: { workerData: parts },
    workerMessageHandler: ({ message }) => {
      if (message === QUEUED) wake();
    },
    errorHandler: (thrown, { name, err }) => {
      // without `err`, this is the exit with code 1 that follows an error or a stop
      if (err === undefined) return;
      log.error({ job: name, ...describeError(thrown) }, 'worker broke; it is started again when next due');
    },
  });
  // Bree would evaluate a path with +, & or # as source code
  bree.createWorker = (path, options) => new Worker(path, { ...options, eval: false });

  return {
    wake,
    start: () => bree.start(),
    stop: () => bree.stop(),
  };
}

const BREE_SETTINGS = {
  acceptedExtensions: ['.ts'],
  defaultExtension: 'ts',
  doRootCheck: false,
  timezone: 'UTC',
  // it would log every start and end, and warn that the dispatcher is still running
  logger: false,
};
