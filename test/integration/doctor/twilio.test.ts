import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { examineTwilio } from '#src/doctor/examine-twilio.ts';
import { findingLine } from '#src/doctor/finding.ts';
import { systemClock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { type FakeService, goodNumber } from '#test/support/fake-twilio/fake-account.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = '0123456789abcdef0123456789abcdef';
const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210';
const NUMBER = '+27600000001';
const SERVICE = 'MG00000000000000000000000000000001';
const HERE = 'https://watch.example.org';
const MESSAGES = `${HERE}/webhooks/twilio/messages`;

let fake: FakeTwilio;
beforeEach(async () => {
  fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
  fake.account.numbers.push(goodNumber(NUMBER, HERE));
});
afterEach(() => fake.close());

async function examined(settings: Record<string, string> = {}): Promise<string[]> {
  const config = parseConfig({
    SENDER: 'twilio',
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_SMS_FROM: NUMBER,
    TWILIO_API_BASE_URL: fake.url,
    PUBLIC_URL: HERE,
    SEND_TIMEOUT_SECONDS: '2',
    ...settings,
  });
  return (await examineTwilio(config, systemClock)).map(findingLine);
}

const complaints = async (settings?: Record<string, string>) =>
  (await examined(settings)).filter((line) => !line.startsWith('ok '));

it('finds nothing wrong with what is set up as the README says', async () => {
  fake.useTokens(TOKEN, OTHER_TOKEN);
  const both = { TWILIO_AUTH_TOKEN: `${TOKEN},${OTHER_TOKEN}`, TWILIO_WHATSAPP_FROM: 'whatsapp:+14155238886' };
  expect(await examined(both)).toEqual([
    'ok     Twilio: account and auth token are right.',
    'ok     Twilio: the second auth token is right too.',
    "ok     clock: agrees with Twilio's.",
    `ok     Twilio: ${NUMBER} sends texts, and brings texts and calls here.`,
    expect.stringMatching(/^ok {5}WhatsApp: whatsapp:\+14155238886, .* Look by hand: /),
  ]);
});

it('tells of a token that is refused, and asks nothing more', async () => {
  expect(await examined({ TWILIO_AUTH_TOKEN: OTHER_TOKEN })).toEqual([
    'WRONG  Twilio: account or the auth token refused. Copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN anew from the console.',
  ]);
  expect(await complaints({ TWILIO_AUTH_TOKEN: `${TOKEN},${OTHER_TOKEN}` })).toEqual([
    'warn   Twilio: the second auth token is refused. Once the rotation is over, leave only the first in TWILIO_AUTH_TOKEN.',
  ]);
});

it('tells that Twilio is out of reach, without a word of the request', async () => {
  const [line = '', ...others] = await examined({ TWILIO_API_BASE_URL: 'http://127.0.0.1:1' });
  expect(others).toEqual([]);
  expect(line).toMatch(/^WRONG {2}Twilio: no usable answer \(/);
  expect(line).not.toMatch(/Basic|0123456789/);
});

it('tells what is wrong with the account, and with the clock', async () => {
  fake.account.status = 'suspended';
  expect(await complaints()).toEqual([expect.stringMatching(/^WRONG {2}Twilio: the account is suspended\. /)]);
  Object.assign(fake.account, { status: 'active', type: 'Trial', clockAheadMs: 10 * MINUTE });
  expect(await complaints()).toEqual([
    expect.stringMatching(/^warn {3}Twilio: a trial account/),
    expect.stringMatching(/^WRONG {2}clock: 10 min behind Twilio's\. /),
  ]);
});

it.each([
  [
    { sms_url: 'https://old.example.org/sms' },
    [/^WRONG .* go to https:\/\/old\.example\.org\/sms\. .* set the webhook to /],
  ],
  [{ sms_url: '' }, [/^WRONG .* go to nowhere\./]],
  [{ sms_url: `${MESSAGES}/#rc=3` }, [/^WRONG /]],
  [{ sms_method: 'GET' }, [/^WRONG .* come by GET\./]],
  [{ sms_application_sid: 'AP1' }, [/^WRONG .* TwiML app/]],
  [{ sms_url: MESSAGES }, [/^warn .* not tried again .*#rc=3&rp=ct,rt,5xx\.$/]],
  [{ sms_fallback_url: '' }, [/^warn .* have nothing as fallback\./]],
  [{ voice_url: 'https://demo.twilio.com/welcome/voice/' }, [/^warn .* calls to \+27600000001 go to https:\/\/demo/]],
  [{ capabilities: { sms: false } }, [/^WRONG .* cannot send or receive SMS\./]],
  [{ phone_number: '+276000000012' }, [/^WRONG .* has no number \+27600000001\./]],
])('a number with %o', async (change, expected) => {
  Object.assign(fake.account.numbers[0] ?? {}, change);
  expect(await complaints()).toEqual(expected.map((line) => expect.stringMatching(line)));
});

it('a messaging service: its own webhook, or that of its numbers', async () => {
  const settings = { TWILIO_MESSAGING_SERVICE_SID: SERVICE };
  expect(await complaints(settings)).toEqual([expect.stringMatching(/^WRONG .* has no messaging service MG/)]);
  const service: FakeService = {
    sid: SERVICE,
    inbound_request_url: `${MESSAGES}#rc=3&rp=ct,rt,5xx`,
    inbound_method: 'POST',
    fallback_url: MESSAGES,
    use_inbound_webhook_on_number: false,
    numbers: [NUMBER],
  };
  fake.account.services.push(service);
  // the service takes the texts, whatever stands on the number
  Object.assign(fake.account.numbers[0] ?? {}, { sms_url: 'https://demo.twilio.com/' });
  expect(await complaints(settings)).toEqual([]);
  service.inbound_request_url = null;
  expect(await complaints(settings)).toEqual([
    expect.stringMatching(/^WRONG .* go to nowhere\. .* on the service, under Integration, /),
  ]);
  service.use_inbound_webhook_on_number = true;
  expect(await complaints(settings)).toEqual([
    expect.stringMatching(/^WRONG .* go to https:\/\/demo\.twilio\.com\/\./),
  ]);
  service.numbers = [];
  expect(await complaints(settings)).toEqual([expect.stringMatching(/^WRONG .* has no number\./)]);
});
