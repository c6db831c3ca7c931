import type { Webhook } from './from-twilio.ts';
import { sayAndHangUp } from './twiml.ts';

/** Answers a phone call to our number: nobody is there to pick up, so the caller hears which number to call. */
export const answerCall: Webhook = async (ctx) => {
  const { WATCH_NAME, EMERGENCY_NUMBER } = ctx.services.config;
  const number = digitByDigit(EMERGENCY_NUMBER);
  ctx.type = 'text/xml';
  ctx.body = sayAndHangUp(
    `This is ${WATCH_NAME}. This number takes texts only. In an emergency, hang up and call ${number}. Again: ${number}.`,
  );
};

/** Otherwise the voice says "ten thousand one hundred and eleven" for 10111. */
function digitByDigit(number: string): string {
  return number.replace(/\d(?=\d)/g, '$& ');
}
