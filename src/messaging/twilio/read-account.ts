import { z } from 'zod';
import { askTwilio, messagingBaseUrl, type TwilioAccess, type TwilioAnswer } from './ask-twilio.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const account = z.object({ status: z.string(), type: text });
const incomingNumber = z.object({
  phone_number: z.string(),
  sms_url: text,
  sms_method: text,
  sms_fallback_url: text,
  sms_application_sid: text,
  voice_url: text,
  capabilities: z.object({ sms: z.boolean().optional() }).nullish(),
});
const service = z.object({
  inbound_request_url: text,
  inbound_method: text,
  fallback_url: text,
  use_inbound_webhook_on_number: z.boolean(),
});
const numbersPage = z.object({ incoming_phone_numbers: z.array(incomingNumber) });
const serviceNumbersPage = z.object({ phone_numbers: z.array(z.object({ phone_number: z.string() })) });

export type AccountFacts = z.output<typeof account>;
export type NumberFacts = z.output<typeof incomingNumber>;
export type ServiceFacts = z.output<typeof service>;

/** `refused`: account or token were refused. `unclear`: something other than the API answered. */
export type AccountAnswer<Facts> =
  | { outcome: 'found'; facts: Facts; clockAhead: number | undefined }
  | { outcome: 'refused' | 'absent' }
  | { outcome: 'unreachable' | 'unclear'; code: string };

export async function readAccount(access: TwilioAccess): Promise<AccountAnswer<AccountFacts>> {
  return parseAnswer(account, await askTwilio(access, `/2010-04-01/Accounts/${access.accountSid}.json`));
}

/** `absent`: the account does not have this number. */
export async function readNumber(access: TwilioAccess, phone: string): Promise<AccountAnswer<NumberFacts>> {
  const query = new URLSearchParams({ PhoneNumber: phone });
  const path = `/2010-04-01/Accounts/${access.accountSid}/IncomingPhoneNumbers.json?${query}`;
  const page = parseAnswer(numbersPage, await askTwilio(access, path));
  if (page.outcome !== 'found') return page;
  // Twilio also finds numbers that contain this one
  const facts = page.facts.incoming_phone_numbers.find((each) => each.phone_number === phone);
  return facts ? { ...page, facts } : { outcome: 'absent' };
}

export async function readService(
  access: TwilioAccess,
  sid: string,
): Promise<AccountAnswer<ServiceFacts & { numbers: string[] }>> {
  const messagingAccess = { ...access, baseUrl: messagingBaseUrl(access.baseUrl) };
  const found = parseAnswer(service, await askTwilio(messagingAccess, `/v1/Services/${sid}`));
  if (found.outcome !== 'found') return found;
  const page = parseAnswer(
    serviceNumbersPage,
    await askTwilio(messagingAccess, `/v1/Services/${sid}/PhoneNumbers?PageSize=100`),
  );
  if (page.outcome !== 'found') return page;
  return { ...found, facts: { ...found.facts, numbers: page.facts.phone_numbers.map((each) => each.phone_number) } };
}

function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: TwilioAnswer): AccountAnswer<z.output<Schema>> {
  if (answer.outcome === 'unreachable') return answer;
  const { status, body, clockAhead } = answer;
  if (status === 401 || status === 403) return { outcome: 'refused' };
  if (status === 404) return { outcome: 'absent' };
  const parsed = schema.safeParse(body);
  if (status !== 200 || !parsed.success) return { outcome: 'unclear', code: `HTTP ${status}` };
  return { outcome: 'found', facts: parsed.data, clockAhead };
}
