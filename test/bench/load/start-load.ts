import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type LoadJob, type LoadOrder, type LoadReport, type LoadResult, STOP } from './load-job.ts';

/** A load generator in a process of its own. It does one job at a time. */
export interface Load {
  run(job: LoadJob): Promise<LoadResult>;
  /** Ends the job that runs. */
  stop(): void;
  close(): Promise<void>;
}

export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'generate-load.ts'));
  const ended = once(child, 'exit');
  const order = (what: LoadOrder) => child.send(what);
  return {
    run: async (job) => {
      const reported = Promise.race([
        once(child, 'message'),
        ended.then(([code, signal]) => [{ error: `the generator has ended with ${signal ?? code}` }]),
      ]);
      order(job);
      const [report]: LoadReport[] = await reported;
      if (!report || 'error' in report) throw new Error(`${job.requests[0]?.path}: ${report?.error}`);
      return report.result;
    },
    stop: () => order(STOP),
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
