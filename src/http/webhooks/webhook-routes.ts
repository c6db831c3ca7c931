import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { acceptMessage } from './accept-message.ts';
import { acceptStatus } from './accept-status.ts';
import { answerCall } from './answer-call.ts';
import { fromTwilio } from './from-twilio.ts';

export function webhookRoutes(): AppRouter {
  const webhooks = createRouter();
  webhooks.post('/webhooks/twilio/messages', fromTwilio(acceptMessage));
  webhooks.post('/webhooks/twilio/status', fromTwilio(acceptStatus));
  webhooks.post('/webhooks/twilio/voice', fromTwilio(answerCall));
  return webhooks;
}
