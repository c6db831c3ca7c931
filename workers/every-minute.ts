import { runWorker } from '#src/process/run-worker.ts';

await runWorker({
  'queue-reminders': ({ reminders }) => reminders.queueDue(),
  'erase-codes': ({ codes }) => codes.eraseEnded(),
  'catch-up': ({ conversations }) => conversations.catchUp(),
});
