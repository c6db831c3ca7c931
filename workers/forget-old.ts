import { runWorker } from '#src/process/run-worker.ts';

await runWorker((services, signal) => services.retention.run(signal));
