import { runWorker } from '#src/process/run-worker.ts';

await runWorker((services) => services.conversations.catchUp());
