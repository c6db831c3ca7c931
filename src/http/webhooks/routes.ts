import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fromTwilio } from './from-twilio.ts';
import { acceptMessage } from './messages.ts';
import { acceptStatus } from './status.ts';
import { answerCall } from './voice.ts';

export function webhookRoutes(): AppRouter {
  const webhooks = createRouter();
  webhooks.post('/webhooks/twilio/messages', fromTwilio(acceptMessage));
  webhooks.post('/webhooks/twilio/status', fromTwilio(acceptStatus));
  webhooks.post('/webhooks/twilio/voice', fromTwilio(answerCall));
  return webhooks;
}
