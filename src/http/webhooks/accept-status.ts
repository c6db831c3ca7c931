import { statusUpdateOf } from '#src/messaging/twilio/status-update.ts';
import type { Webhook } from './from-twilio.ts';

/** Records the delivery status of an outbound message. */
export const acceptStatus: Webhook = async (ctx, form) => {
  const update = statusUpdateOf(form, ctx.query);
  if (update) await ctx.services.deliveryStatuses.record(update);
  ctx.status = 204;
};
