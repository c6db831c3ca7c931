export interface FailureFacts {
  /** The HTTP status; undefined if there was no answer. */
  status?: number;
  /** Twilio's error code, such as 21211. */
  code?: number;
  /** The header as received: seconds or a date. */
  retryAfter?: string;
  /** The code of Node or the HTTP client, such as `ECONNREFUSED`. */
  networkCode?: string;
  /** There was no connection, so nothing was sent. */
  isSurelyUnsent?: boolean;
}

/**
 * Replaces every error of the HTTP client, which contains the auth header, the recipient and the body. Twilio's explanation
 * may contain some of these too, so none of its text is copied.
 */
export class TwilioFailure extends Error {
  override name = 'TwilioFailure';
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    super('Twilio did not accept the request');
    this.facts = facts;
  }
}

export function failureOfAnswer(status: number, body: unknown, retryAfter: unknown): TwilioFailure {
  const code = codeIn(body);
  return new TwilioFailure({
    status,
    ...(code !== undefined && { code }),
    ...(typeof retryAfter === 'string' && { retryAfter }),
  });
}

export function failureOfNetwork(thrown: unknown): TwilioFailure {
  const errors = causesOf(thrown);
  const networkCode = errors.map((error) => error.code).find((code) => typeof code === 'string');
  return new TwilioFailure({
    ...(networkCode !== undefined && { networkCode }),
    isSurelyUnsent: errors.some((error) => UNCONNECTED_CALLS.has(String(error.syscall))),
  });
}

/** System calls that come before the first byte of a request. */
const UNCONNECTED_CALLS = new Set(['connect', 'getaddrinfo']);

type SystemError = Error & { code?: unknown; syscall?: unknown };

/** The error, its causes, and the errors inside: Node tries several addresses of a host name. */
function causesOf(thrown: unknown): SystemError[] {
  if (!(thrown instanceof Error)) return [];
  const inner = thrown instanceof AggregateError ? thrown.errors : [];
  return [thrown, ...causesOf(thrown.cause), ...inner.flatMap(causesOf)];
}

function codeIn(body: unknown): number | undefined {
  const parsed = typeof body === 'string' ? parseJson(body) : body;
  if (typeof parsed !== 'object' || parsed === null || !('code' in parsed)) return undefined;
  const code = Number(parsed.code);
  return Number.isSafeInteger(code) && code > 0 ? code : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
