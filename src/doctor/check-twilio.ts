import type { AccountAnswer, AccountFacts, NumberFacts, ServiceFacts } from '#src/messaging/twilio/read-account.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** Tells Twilio to retry after a failed connection, a time-out or a 5xx. */
const RETRIES = '#rc=3&rp=ct,rt,5xx';
const IN_CONSOLE = "In Twilio's console";

/** The answer of Twilio to one auth token. We send with the first token. There is a second one during a rotation. */
export function checkAccount(asked: AccountAnswer<AccountFacts>, { isFirst }: { isFirst: boolean }): Finding {
  const which = isFirst ? 'the auth token' : 'the second auth token';
  switch (asked.outcome) {
    case 'found':
      return isFirst ? judgeAccount(asked.facts) : ok('Twilio: the second auth token is right too');
    case 'refused':
    case 'absent':
      return isFirst
        ? wrong(
            `Twilio: account or ${which} refused`,
            'Copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN anew from the console',
          )
        : warn(`Twilio: ${which} is refused`, 'Once the rotation is over, leave only the first in TWILIO_AUTH_TOKEN');
    default:
      return unreachable(asked.code);
  }
}

function unreachable(code: string): Finding {
  return wrong(
    `Twilio: no usable answer (${code})`,
    'See that this machine reaches the internet, and that TWILIO_API_BASE_URL is not set; then run this again',
  );
}

function judgeAccount({ status, type }: AccountFacts): Finding {
  if (status !== 'active')
    return wrong(`Twilio: the account is ${status}`, `${IN_CONSOLE}: billing and notices say why`);
  if (type === 'Trial') {
    return warn(
      'Twilio: a trial account, which texts verified numbers only',
      `${IN_CONSOLE}: upgrade it before volunteers rely on it`,
    );
  }
  return ok('Twilio: account and auth token are right');
}

export interface Addresses {
  messages: string;
  voice: string;
}

export function addressesAt(publicUrl: string): Addresses {
  return { messages: `${publicUrl}/webhooks/twilio/messages`, voice: `${publicUrl}/webhooks/twilio/voice` };
}

/** `takesTexts`: texts come by the number's own webhook, not by a messaging service. */
export function checkNumber(
  phone: string,
  asked: AccountAnswer<NumberFacts>,
  { addresses, takesTexts }: { addresses: Addresses; takesTexts: boolean },
): Finding[] {
  if (asked.outcome === 'unreachable' || asked.outcome === 'unclear') return [unreachable(asked.code)];
  if (asked.outcome !== 'found') {
    return [wrong(`Twilio: the account has no number ${phone}`, 'Set TWILIO_SMS_FROM to one that it has')];
  }
  const { facts } = asked;
  const texts = takesTexts ? checkTexts(phone, facts, addresses) : [];
  const found = [...checkAbility(phone, facts), ...texts, ...checkVoice(phone, facts, addresses)];
  return found.length > 0 ? found : [ok(`Twilio: ${phone} sends texts, and brings texts and calls here`)];
}

function checkAbility(phone: string, { capabilities }: NumberFacts): Finding[] {
  if (capabilities?.sms !== false) return [];
  return [wrong(`Twilio: ${phone} cannot send or receive SMS`, 'Get a number that can, and set TWILIO_SMS_FROM')];
}

function checkTexts(phone: string, facts: NumberFacts, { messages }: Addresses): Finding[] {
  if (facts.sms_application_sid) {
    const what = `Twilio: texts to ${phone} go to a TwiML app, not to us`;
    return [wrong(what, `${IN_CONSOLE}, on the number, choose a webhook: ${messages}${RETRIES}`)];
  }
  const where = { of: `texts to ${phone}`, place: 'on the number' };
  return checkInbound(
    { ...where, url: facts.sms_url, method: facts.sms_method, fallback: facts.sms_fallback_url },
    messages,
  );
}

function checkVoice(phone: string, { voice_url }: NumberFacts, { voice }: Addresses): Finding[] {
  if (withoutFragment(voice_url) === voice) return [];
  const what = `Twilio: calls to ${phone} go to ${voice_url || 'nowhere'}`;
  return [warn(what, `${IN_CONSOLE}, on the number, set "A call comes in" to ${voice}, POST`)];
}

/** Checks the webhook of a messaging service, which may also use the webhooks of its numbers. */
export function checkService(
  sid: string,
  asked: AccountAnswer<ServiceFacts & { numbers: string[] }>,
  { messages }: Addresses,
): Finding[] {
  if (asked.outcome === 'unreachable' || asked.outcome === 'unclear') return [unreachable(asked.code)];
  if (asked.outcome !== 'found') {
    return [
      wrong(
        `Twilio: the account has no messaging service ${sid}`,
        'Set TWILIO_MESSAGING_SERVICE_SID to one that it has',
      ),
    ];
  }
  const { facts } = asked;
  if (facts.numbers.length === 0) {
    return [wrong(`Twilio: the messaging service ${sid} has no number`, `${IN_CONSOLE}, add one to its sender pool`)];
  }
  if (facts.use_inbound_webhook_on_number)
    return [ok(`Twilio: the messaging service ${sid} leaves texts to its numbers`)];
  const where = { of: `texts to the messaging service ${sid}`, place: 'on the service, under Integration' };
  const hook = { url: facts.inbound_request_url, method: facts.inbound_method, fallback: facts.fallback_url };
  const found = checkInbound({ ...where, ...hook }, messages);
  return found.length > 0 ? found : [ok(`Twilio: the messaging service ${sid} brings texts here`)];
}

interface Inbound {
  of: string;
  place: string;
  url: string;
  method: string;
  fallback: string;
}

function checkInbound({ of, place, url, method, fallback }: Inbound, messages: string): Finding[] {
  const onPlace = `${IN_CONSOLE}, ${place}, set`;
  if (withoutFragment(url) !== messages) {
    return [wrong(`Twilio: ${of} go to ${url || 'nowhere'}`, `${onPlace} the webhook to ${messages}${RETRIES}, POST`)];
  }
  if (method.toUpperCase() !== 'POST')
    return [wrong(`Twilio: ${of} come by ${method}`, `${onPlace} the webhook to POST`)];
  const found: Finding[] = [];
  if (!url.includes('#')) {
    found.push(
      warn(
        `Twilio: ${of} are not tried again after a time-out or an error`,
        `${onPlace} the webhook to ${messages}${RETRIES}`,
      ),
    );
  }
  if (withoutFragment(fallback) !== messages) {
    found.push(
      warn(
        `Twilio: ${of} have ${fallback || 'nothing'} as fallback`,
        `${onPlace} "Primary handler fails" to ${messages}, POST`,
      ),
    );
  }
  return found;
}

/** Twilio's API does not tell the settings of the sandbox. */
export function checkWhatsapp(sender: string, { messages }: Addresses): Finding {
  return ok(
    `WhatsApp: ${sender}, whose settings cannot be asked for`,
    `Look by hand: its sandbox settings, or the sender, must have ${messages}${RETRIES}, POST`,
  );
}

/** The part after `#` is an instruction to Twilio and is not sent to us. */
function withoutFragment(url: string): string {
  return url.replace(/#.*/, '');
}
