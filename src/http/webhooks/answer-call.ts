import { watchFactsOf } from '#src/notices/watch-settings.ts';
import type { Webhook } from './from-twilio.ts';
import { sayAndHangUp } from './twiml.ts';

/** Answers a phone call to our number: nobody is there to pick up, so the caller hears which number to call. */
export const answerCall: Webhook = async (ctx) => {
  const { settings } = ctx.services;
  ctx.type = 'text/xml';
  ctx.body = sayAndHangUp(settings.textsFor(undefined).phoneAnswer(watchFactsOf(settings)));
};
