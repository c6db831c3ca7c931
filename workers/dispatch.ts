import { runWorker } from '#src/process/run-worker.ts';

await runWorker((services, signal, onWake) => services.outbox.run(signal, onWake));
