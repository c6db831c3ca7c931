import { everyHour } from '#src/process/every-hour.ts';
import { everyMinute } from '#src/process/every-minute.ts';
import { runWorker } from '#src/process/run-worker.ts';
import { createSendingServices } from '#src/sending-services.ts';

await runWorker('dispatch', createSendingServices, (services, signal, onWake) =>
  // none of them ends or throws before the signal
  Promise.all([
    services.outbox.run(signal, onWake),
    services.media.run(signal),
    services.timers.run(signal),
    everyMinute(services, signal),
    everyHour(services, signal),
  ]),
);
