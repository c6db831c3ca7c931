import { listDeadLetters } from '#src/messaging/outbox/dead-letters.ts';
import { threadLine } from '#src/messaging/thread/thread-line.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { Subcommand } from './subcommand.ts';

const SHOWN = 50;

export const failed: Subcommand = {
  name: 'failed',
  usage: '',
  does: `shows the ${SHOWN} newest messages that failed, with the reason. "requeue" sends them again`,
  run: async ({ services: { transact, settings }, say }) => {
    const messages = await transact((trx) => listDeadLetters(trx, { beforeId: undefined, limit: SHOWN }));
    for (const message of messages) {
      const line = threadLine({ direction: 'out', at: message.createdAt, message }, settings.zone);
      say(`${message.outboxId} ${message.messageType} to ${formatPhone(message.identity, settings.region)}: ${line}`);
    }
    if (messages.length === 0) say('None.');
  },
};
