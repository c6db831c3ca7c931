import type { Webhook } from './from-twilio.ts';
import { sayAndHangUp } from './twiml.ts';

/** Somebody called the number: nobody picks up here, so the caller hears whom to call instead. */
export const answerCall: Webhook = async (ctx) => {
  const { WATCH_NAME, EMERGENCY_NUMBER } = ctx.services.config;
  const number = digitByDigit(EMERGENCY_NUMBER);
  ctx.type = 'text/xml';
  ctx.body = sayAndHangUp(
    `This is ${WATCH_NAME}. This number takes texts only. In an emergency, hang up and call ${number}. Again: ${number}.`,
  );
};

/** A voice reads 10111 as ten thousand one hundred and eleven. */
function digitByDigit(number: string): string {
  return number.replace(/\d(?=\d)/g, '$& ');
}
