import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { acceptMessage } from './accept-message.ts';
import { acceptStatus } from './accept-status.ts';
import { answerCall } from './answer-call.ts';
import { fromTwilio, type Webhook } from './from-twilio.ts';

const WEBHOOKS: Readonly<Record<string, Webhook>> = {
  '/webhooks/twilio/messages': acceptMessage,
  '/webhooks/twilio/status': acceptStatus,
  '/webhooks/twilio/voice': answerCall,
};

/** Signed requests to these paths are never too many. */
export const WEBHOOK_PATHS: ReadonlySet<string> = new Set(Object.keys(WEBHOOKS));

export function webhookRoutes(): AppRouter {
  const webhooks = createRouter();
  for (const [path, webhook] of Object.entries(WEBHOOKS)) webhooks.post(path, fromTwilio(webhook));
  return webhooks;
}
