import { postToWatch, type RunningWatch } from '#src/simulator/text-the-watch.ts';

/** What a phone can do with a text. */
export const DELIVERIES = ['delivered', 'read', 'undelivered'] as const;

export type ReportedDelivery = (typeof DELIVERIES)[number];

/** Twilio's code for a phone that is off or out of reach. */
const OUT_OF_REACH = '30003';

/** What the watch answered to a report. It may refuse one, or be too busy for it. */
export type ReportAnswer = { outcome: 'accepted' } | { outcome: 'refused'; status: number };

/** Reports what became of a message, as Twilio would. A status only moves forward, so a later report may change nothing. */
export async function reportDelivery(
  watch: RunningWatch,
  sid: string,
  delivery: ReportedDelivery,
): Promise<ReportAnswer> {
  const reason = delivery === 'undelivered' ? { ErrorCode: OUT_OF_REACH } : undefined;
  const form = { MessageSid: sid, MessageStatus: delivery, ...reason };
  const { ok, status } = await postToWatch(watch, '/webhooks/twilio/status', form);
  return ok ? { outcome: 'accepted' } : { outcome: 'refused', status };
}
