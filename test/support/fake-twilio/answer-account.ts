import type { ServerResponse } from 'node:http';
import type { FakeAccount } from './fake-account.ts';
import { errorJson, sendJson } from './send-json.ts';

/** Answers requests about the account itself. Returns false for other requests. */
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
