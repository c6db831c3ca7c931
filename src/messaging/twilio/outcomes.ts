import { SECOND } from '#src/platform/duration.ts';
import type { SendOutcome } from '../sender.ts';
import type { FailureFacts } from './twilio-failure.ts';

export interface OutcomeOfCode {
  outcome: Exclude<SendOutcome['outcome'], 'accepted'>;
  reason: string;
  afterMs?: number;
}

/** Turns a failed request into an outcome. Twilio's own words are never passed on. */
export function outcomeOf(facts: FailureFacts, now: Date): SendOutcome {
  const meaning = meaningOf(facts);
  const code = String(facts.code ?? facts.networkCode ?? (facts.status ? `HTTP ${facts.status}` : 'network'));
  if (meaning.outcome !== 'retry') return { outcome: meaning.outcome, code, reason: meaning.reason };
  const afterMs = retryAfterMs(facts.retryAfter, now) ?? meaning.afterMs;
  return { outcome: 'retry', code, reason: meaning.reason, ...(afterMs !== undefined && { afterMs }) };
}

/** The meaning of an error code, which may also come later in a status callback. */
export function meaningOfCode(code: number): OutcomeOfCode | undefined {
  return CODES[code];
}

/** From twilio.com/docs/api/errors. For other codes, the HTTP status decides. */
const CODES: Readonly<Record<number, OutcomeOfCode>> = {
  ...all('failed', {
    21211: 'the number is not valid',
    21212: 'the sending number is not valid',
    21408: 'the account may not text this country',
    21608: 'a trial account texts verified numbers only',
    21612: 'this sender cannot reach this number',
    21614: 'not a mobile number',
    21617: 'longer than 1600 characters',
    30004: 'blocked by the network or the phone',
    30005: 'the network does not know the number',
    30006: 'a landline, or a network that cannot be reached',
    30007: 'filtered by the network',
    30034: 'the sending number is not registered with the network',
    63021: 'the content is not allowed on this channel',
    63024: 'the recipient is not valid on this channel',
  }),
  ...all('optedOut', { 21610: 'the person opted out' }),
  ...all('unreachableOnChannel', {
    63003: 'the recipient is not on this channel',
    63007: 'the account has no such sender on this channel',
    63015: 'the recipient has not joined the sandbox',
    63016: 'outside the 24 hours since their last text',
  }),
  ...all('senderBroken', {
    20003: 'account or token refused',
    20005: 'the account is not active',
    20006: 'access denied',
    20404: 'no such account, or a wrong TWILIO_API_BASE_URL',
    21603: 'no sending number',
    21606: 'the sending number cannot send texts',
    21609: 'the status callback address (PUBLIC_URL) is refused',
    21659: 'the sending number is not one of Twilio',
    21660: 'the sending number belongs to another account',
    21661: 'the sending number cannot send texts',
    21704: 'the messaging service has no number',
    21705: 'no such messaging service',
    30002: 'the account is suspended',
    63038: "the account's daily limit is reached",
  }),
  ...all('retry', {
    20429: 'too many requests',
    20503: 'Twilio is not available',
    21611: "the sending number's queue is full",
    30003: 'the phone was off or out of reach',
    30008: 'not delivered, for a reason that the network does not tell',
    63017: 'too many texts on this channel',
    63018: 'too many texts on this channel',
  }),
  14107: { outcome: 'retry', reason: 'too many replies between two numbers', afterMs: 30 * SECOND },
  ...all('unknown', { 20500: 'Twilio failed inside' }),
};

const STATUSES: Readonly<Record<number, OutcomeOfCode>> = {
  400: { outcome: 'failed', reason: 'Twilio refused this text' },
  401: { outcome: 'senderBroken', reason: 'account or token refused' },
  408: { outcome: 'unknown', reason: 'no answer in time' },
  413: { outcome: 'failed', reason: 'Twilio refused this text' },
  422: { outcome: 'failed', reason: 'Twilio refused this text' },
  429: { outcome: 'retry', reason: 'too many requests' },
};

/** Errors after the connection was made (see `isSurelyUnsent`). The TLS handshake comes before the request. */
const NETWORK: Readonly<Record<string, OutcomeOfCode>> = {
  ...all('retry', {
    ECONNREFUSED: 'connection refused',
    ENOTFOUND: 'name not found',
    EAI_AGAIN: 'name not found for now',
    CERT_HAS_EXPIRED: 'the certificate is not valid',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is not valid',
    SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is not valid',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate is not valid',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate is not valid',
    ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is not valid',
  }),
  ...all('unknown', {
    ECONNABORTED: 'no answer in time',
    ERR_CANCELED: 'no answer in time',
    ETIMEDOUT: 'no answer in time',
  }),
};

function meaningOf({ status, code, networkCode, isSurelyUnsent }: FailureFacts): OutcomeOfCode {
  if (status === undefined) {
    if (isSurelyUnsent) return { outcome: 'retry', reason: 'no connection' };
    return NETWORK[networkCode ?? ''] ?? { outcome: 'unknown', reason: 'the connection broke' };
  }
  const known = (code !== undefined ? CODES[code] : undefined) ?? STATUSES[status];
  if (known) return known;
  if (status >= 500) return { outcome: 'unknown', reason: 'Twilio failed inside' };
  if (code !== undefined && status >= 400) return { outcome: 'failed', reason: 'Twilio refused this text' };
  return { outcome: 'senderBroken', reason: 'something else than Twilio answered' };
}

function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now.getTime());
}

function all<Key extends string | number>(
  outcome: OutcomeOfCode['outcome'],
  reasons: Record<Key, string>,
): Record<Key, OutcomeOfCode> {
  const entries = Object.entries<string>(reasons).map(([key, reason]) => [key, { outcome, reason }]);
  return Object.fromEntries(entries);
}
