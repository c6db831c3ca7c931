import { runWorker } from '#src/process/run-worker.ts';

await runWorker('forget-old', ({ retention }, signal) => retention.run(signal));
