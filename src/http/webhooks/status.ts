import { statusUpdateOf } from '#src/messaging/twilio/status-update.ts';
import type { HttpMiddleware } from '../context.ts';

/** Takes what became of a message that we sent. */
export const acceptStatus: HttpMiddleware = async (ctx) => {
  const update = statusUpdateOf(ctx.state.form, ctx.query);
  if (update) await ctx.services.deliveryStatuses.record(update);
  ctx.status = 204;
};
