import { runWorker } from '#src/process/run-worker.ts';

await runWorker({
  dispatch: ({ outbox, media }, signal, onWake) =>
    // neither of the two ends, or throws, before the signal
    Promise.all([outbox.run(signal, onWake), media.run(signal, onWake)]),
});
