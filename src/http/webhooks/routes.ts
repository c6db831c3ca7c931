import Router from '@koa/router';
import type { HttpContext, HttpState } from '../context.ts';
import { fromTwilio } from '../from-twilio.ts';
import { readForm } from '../read-form.ts';
import { acceptMessage } from './messages.ts';
import { acceptStatus } from './status.ts';
import { answerCall } from './voice.ts';

export function webhookRoutes(): Router<HttpState, HttpContext> {
  const webhooks = new Router<HttpState, HttpContext>({ prefix: '/webhooks/twilio' });
  webhooks.use(readForm, fromTwilio);
  webhooks.post('/messages', acceptMessage);
  webhooks.post('/status', acceptStatus);
  webhooks.post('/voice', answerCall);
  return webhooks;
}
