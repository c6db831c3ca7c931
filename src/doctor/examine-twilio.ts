import type { Config } from '#src/config.ts';
import type { TwilioAccess } from '#src/messaging/twilio/ask-twilio.ts';
import { readAccount, readNumber, readService } from '#src/messaging/twilio/read-account.ts';
import type { Clock } from '#src/platform/clock.ts';
import { checkClock } from './check-clock.ts';
import { addressesAt, checkAccount, checkNumber, checkService, checkWhatsapp } from './check-twilio.ts';
import { type Finding, ok } from './finding.ts';

/** Checks account, tokens, senders and their webhooks. Sends and changes nothing. */
export async function examineTwilio(config: Config, clock: Clock): Promise<Finding[]> {
  if (config.SENDER !== 'twilio') return [ok('Twilio and clock: not checked with SENDER=mock')];
  const [firstToken = '', ...others] = config.TWILIO_AUTH_TOKEN;
  const accessWith = (authToken: string): TwilioAccess => ({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken,
    baseUrl: config.TWILIO_API_BASE_URL.replace(/(?<!\/)\/+$/, ''),
    timeoutMs: config.SEND_TIMEOUT_SECONDS,
    clock,
  });
  const access = accessWith(firstToken);
  const account = await readAccount(access);
  const findings = [checkAccount(account, { isFirst: true })];
  for (const token of others) findings.push(checkAccount(await readAccount(accessWith(token)), { isFirst: false }));
  if (account.outcome !== 'found') return findings;
  if (account.clockAhead !== undefined) findings.push(checkClock(account.clockAhead));
  return [...findings, ...(await examineSenders(config, access))];
}

async function examineSenders(config: Config, access: TwilioAccess): Promise<Finding[]> {
  const { TWILIO_MESSAGING_SERVICE_SID: serviceSid, TWILIO_SMS_FROM: smsFrom, TWILIO_WHATSAPP_FROM: whatsapp } = config;
  const addresses = addressesAt(config.PUBLIC_URL);
  const findings: Finding[] = [];
  // a messaging service takes precedence over the number
  let numbers = serviceSid === undefined && smsFrom !== undefined ? [smsFrom] : [];
  let takesTexts = true;
  if (serviceSid !== undefined) {
    const service = await readService(access, serviceSid);
    findings.push(...checkService(serviceSid, service, addresses));
    if (service.outcome === 'found') {
      numbers = service.facts.numbers;
      takesTexts = service.facts.use_inbound_webhook_on_number;
    }
  }
  for (const number of numbers) {
    findings.push(...checkNumber(number, await readNumber(access, number), { addresses, takesTexts }));
  }
  if (whatsapp !== undefined) findings.push(checkWhatsapp(whatsapp, addresses));
  return findings;
}
