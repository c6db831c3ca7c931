export interface FailureFacts {
  /** Of the answer; undefined if there was none. */
  status?: number;
  /** Twilio's own, `21211`. */
  code?: number;
  /** The header as it came: seconds or a date. */
  retryAfter?: string;
  /** Node's or the HTTP client's word for what broke, `ECONNREFUSED`. */
  networkCode?: string;
  /** There never was a connection, so nothing can have been sent. */
  isSurelyUnsent?: boolean;
}

/**
 * What replaces an error of the HTTP client before it gets anywhere: the original carries the auth header, the recipient
 * and the body. So does Twilio's own explanation, in part: none of their text is taken over.
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

/** Whatever fails in these happens before the first byte of a request. */
const UNCONNECTED_CALLS = new Set(['connect', 'getaddrinfo']);

type SystemError = Error & { code?: unknown; syscall?: unknown };

/** The error, what caused it, and the failed tries inside: Node tries several addresses of one name. */
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
