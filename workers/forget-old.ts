import { runWorker } from '#src/process/run-worker.ts';
import { createServices } from '#src/services.ts';

await runWorker('forget-old', createServices, ({ retention }, signal) => retention.run(signal));
