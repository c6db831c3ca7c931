import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { presentSent } from '../messages/present.ts';

export function presentDeadLetter(message: Outbound) {
  return { ...presentSent(message), recipient: message.recipient };
}
