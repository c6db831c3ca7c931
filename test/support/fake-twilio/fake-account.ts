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

/** The account, as Twilio's console would show it. A test may change it. */
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
