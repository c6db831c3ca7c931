import type { Ask } from '#src/asks/ask.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { presentSent } from '../messages/present.ts';

export function presentDeadLetter(message: Outbound, ask: Ask | undefined) {
  return { ...presentSent(message, ask), recipient: message.recipient };
}
