import { postToWatch, type RunningWatch } from '#src/simulator/text-the-watch.ts';

/** What a phone can do with a text. */
export const DELIVERIES = ['delivered', 'read', 'undelivered'] as const;

export type ReportedDelivery = (typeof DELIVERIES)[number];

/** Twilio's code for a phone that is off or out of reach. */
const OUT_OF_REACH = '30003';

/** Reports what became of a message, as Twilio would. A status only moves forward, so a later report may change nothing. */
export function reportDelivery(watch: RunningWatch, sid: string, delivery: ReportedDelivery): Promise<Response> {
  const reason = delivery === 'undelivered' ? { ErrorCode: OUT_OF_REACH } : undefined;
  return postToWatch(watch, '/webhooks/twilio/status', { MessageSid: sid, MessageStatus: delivery, ...reason });
}
