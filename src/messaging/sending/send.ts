import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { type Delivery, factsForLog, outboundMessage } from './delivery.ts';
import type { Attempted } from './record-outcomes.ts';

/** Takes one message that is marked as being sent to its outcome, in no transaction. */
export async function send({ sender, log }: Delivery, message: Outbound): Promise<Attempted> {
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
