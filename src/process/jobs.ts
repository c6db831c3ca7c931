import { Worker } from 'node:worker_threads';
import Bree from 'bree';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { QUEUED, type WorkerParts } from './run-worker.ts';

const DISPATCH = 'dispatch';

/**
 * The dispatcher lives as long as the process; its interval only matters when it died. To start a worker takes half a second
 * of a processor and memory, so what is done once a minute is done in the dispatcher's.
 */
const TIMETABLE = [
  { name: DISPATCH, timeout: 0, interval: 5 * SECOND },
  // not while all that an outage held back comes in
  { name: 'forget-old', timeout: 5 * MINUTE, interval: HOUR },
];

const WATCHLINE = { folder: `${import.meta.dirname}/../../workers`, timetable: TIMETABLE };

export interface Jobs {
  start(): Promise<void>;
  /** Something was queued: the dispatcher looks at once instead of at its next poll. */
  wake(): void;
  /**
   * Lets every worker come to its end, however long that takes: one that is ended within a statement takes the whole
   * process with it, since SQLite's driver then finds nobody to answer.
   */
  stop(): Promise<void>;
}

/** The timetable on Bree. It remembers nothing: what is due, and who does it, is decided in the database. */
export function createJobs(log: Log, parts: WorkerParts, { folder, timetable } = WATCHLINE): Jobs {
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
      // without it this is the exit, code 1, that follows an error or an order to stop
      if (err === undefined) return;
      log.error({ job: name, ...describeError(thrown) }, 'worker broke; it is started again when next due');
    },
  });
  // Bree takes a path with a +, & or # in it for source code to evaluate
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
  // it tells of every start and end, and complains that the dispatcher is still running whenever it is
  logger: false,
};
