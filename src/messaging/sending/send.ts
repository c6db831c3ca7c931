import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { describeError } from '#src/platform/log.ts';
import { type Delivery, factsForLog, outboundMessage } from './delivery.ts';
import type { SendAttempt } from './record-outcomes.ts';

/** Sends one message that is marked as `sending`, outside of any transaction. Undefined: our own code failed. */
export async function sendOrLog(delivery: Delivery, message: Outbound): Promise<SendAttempt | undefined> {
  try {
    return await send(delivery, message);
  } catch (thrown) {
    logFailedDelivery(delivery, message, thrown);
    return undefined;
  }
}

/** The lease of the message expires, and it is then recovered like a message of a dead process. */
export function logFailedDelivery({ log }: Delivery, message: Outbound, thrown: unknown): void {
  log.error({ ...factsForLog(message), ...describeError(thrown) }, 'delivery failed');
}

async function send({ sender, log }: Delivery, message: Outbound): Promise<SendAttempt> {
  const sendingSince = performance.now();
  const outcome = await sender.send(outboundMessage(message));
  const ms = Math.round(performance.now() - sendingSince);
  log.info({ ...factsForLog(message), attempt: message.attempts, ...outcome, ms }, 'attempt');
  if (outcome.outcome === 'senderBroken') {
    const { code, reason } = outcome;
    log.error({ code, reason }, 'the sender is broken: nothing is sent until it works again');
  }
  return { message, outcome };
}
