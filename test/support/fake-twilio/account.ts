import type { ServerResponse } from 'node:http';
import { errorJson, sendJson } from './fake-twilio.ts';

export interface FakeNumber {
  phone_number: string;
  sms_url: string;
  sms_method: string;
  sms_fallback_url: string;
  sms_application_sid: string | null;
  voice_url: string;
  capabilities: { sms: boolean };
}

export interface FakeService {
  sid: string;
  inbound_request_url: string | null;
  inbound_method: string;
  fallback_url: string | null;
  use_inbound_webhook_on_number: boolean;
  numbers: string[];
}

/** What the console would show; a test changes it into what it likes. */
export interface FakeAccount {
  status: 'active' | 'suspended' | 'closed';
  type: 'Full' | 'Trial';
  numbers: FakeNumber[];
  services: FakeService[];
  /** How far Twilio's clock is ahead of the machine's, in milliseconds. */
  clockAheadMs: number;
}

export function fakeAccount(): FakeAccount {
  return { status: 'active', type: 'Full', numbers: [], services: [], clockAheadMs: 0 };
}

/** A number set up as the README says. */
export function goodNumber(phone: string, publicUrl: string): FakeNumber {
  const messages = `${publicUrl}/webhooks/twilio/messages`;
  return {
    phone_number: phone,
    sms_url: `${messages}#rc=3&rp=ct,rt,5xx`,
    sms_method: 'POST',
    sms_fallback_url: messages,
    sms_application_sid: null,
    voice_url: `${publicUrl}/webhooks/twilio/voice`,
    capabilities: { sms: true },
  };
}

/** Answers what is asked about the account itself; false: it was about something else. */
export function answerAccount(
  { account, accountSid }: { account: FakeAccount; accountSid: string },
  url: URL,
  response: ServerResponse,
): boolean {
  const answer = resourceAt(account, accountSid, url);
  if (!answer) return false;
  if (answer.body === undefined) sendJson(response, 404, errorJson(404, 20404));
  else sendJson(response, 200, answer.body);
  return true;
}

function resourceAt(account: FakeAccount, accountSid: string, url: URL): { body: unknown } | undefined {
  const base = `/2010-04-01/Accounts/${accountSid}`;
  if (url.pathname === `${base}.json`) {
    return { body: { sid: accountSid, status: account.status, type: account.type } };
  }
  if (url.pathname === `${base}/IncomingPhoneNumbers.json`) {
    const sought = url.searchParams.get('PhoneNumber') ?? '';
    const found = account.numbers.filter(({ phone_number }) => phone_number.includes(sought));
    return { body: { incoming_phone_numbers: found } };
  }
  const [, sid, isNumbers] = /^\/v1\/Services\/(MG\w+)(\/PhoneNumbers)?$/.exec(url.pathname) ?? [];
  if (sid === undefined) return undefined;
  const service = account.services.find((each) => each.sid === sid);
  if (!service || isNumbers === undefined) return { body: service };
  return { body: { phone_numbers: service.numbers.map((phone_number) => ({ phone_number })) } };
}
