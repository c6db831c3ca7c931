import { statusUpdateOf } from '#src/messaging/twilio/status-update.ts';
import type { Webhook } from './from-twilio.ts';

/** Records the delivery status of an outbound message. */
export const acceptStatus: Webhook = async (ctx, form) => {
  const update = statusUpdateOf(form, ctx.query);
  const { deliveryStatuses, journal } = ctx.services;
  if (update) {
    const record = () => deliveryStatuses.record(update);
    await (journal ? journal.noteReport(update, record) : record());
  }
  ctx.status = 204;
};
