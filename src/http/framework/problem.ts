/** All problem codes. A published code keeps its meaning. */
export const PROBLEMS = {
  validation_failed: { status: 400, title: 'Invalid request' },
  unreadable_request: { status: 400, title: 'Unreadable request' },
  form_incomplete: { status: 400, title: 'Missing form field' },
  instant_unreadable: { status: 400, title: 'Invalid date-time' },
  not_a_shift: { status: 400, title: 'No shift starts at this time' },
  shift_passed: { status: 400, title: 'The shift has started' },
  overlapping: { status: 400, title: 'Overlapping shift' },
  token_refused: { status: 401, title: 'Not signed in' },
  wrong_code: { status: 401, title: 'Wrong code' },
  awaiting_approval: { status: 403, title: 'Waiting for approval' },
  coordinators_only: { status: 403, title: 'Coordinators only' },
  fresh_proof_needed: { status: 403, title: 'Prove your number again' },
  not_yours: { status: 403, title: 'Not yours' },
  signature_refused: { status: 403, title: 'Invalid signature' },
  foreign_page: { status: 403, title: 'Not sent from our own page' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  slot_taken: { status: 409, title: 'No free slot' },
  key_reused: { status: 409, title: 'Idempotency key already used' },
  conflict: { status: 409, title: 'Conflict' },
  would_orphan: { status: 409, title: 'Bookings would lose their shift' },
  already_started: { status: 409, title: 'Already started' },
  too_early: { status: 409, title: 'Too early' },
  too_late: { status: 409, title: 'Too late' },
  media_not_here_yet: { status: 409, title: 'File not fetched yet' },
  media_not_fetched: { status: 409, title: 'File was not fetched' },
  media_not_kept: { status: 409, title: 'File could not be fetched' },
  media_erased: { status: 409, title: 'File was erased' },
  too_large: { status: 413, title: 'Request too large' },
  unsupported_type: { status: 415, title: 'Unsupported media type' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  sign_in_paused: { status: 429, title: 'Sign-in paused' },
  internal_error: { status: 500, title: 'Internal error' },
  not_stored: { status: 503, title: 'Not stored' },
  not_ready: { status: 503, title: 'Not ready' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  /** `body.buddy_phone` */
  path: string;
  message: string;
}

interface ProblemOptions extends ErrorOptions {
  /** The invalid fields. They become part of the body. */
  errors?: FieldError[];
  /** More members of the body. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** What the log says of this refusal, besides its code. */
  logged?: LoggedRefusal;
  /** True: what the refused request wrote is committed. False (the default): it is rolled back. */
  keepsWrites?: boolean;
}

/** Ids only. The log never holds words, codes, tokens, names or whole numbers. */
export interface LoggedRefusal {
  /** `refused` by default, at the level of information. Words of its own are a warning. */
  msg?: string;
  /** In place of the code, if that tells less. Refusals of another status than 401, 403 and 429 are logged only with it. */
  code?: string;
  /** Whose right or token was refused, if we know. */
  userId?: number | undefined;
  /** Without values of the query. */
  url?: string;
}

/** A refused request. An endpoint may return it or throw it: both mean the same. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly headers: Record<string, string>;
  readonly logged: LoggedRefusal;
  readonly keepsWrites: boolean;
  readonly #members: Record<string, unknown>;

  /** `detail` tells the caller what they can do about it. */
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, options);
    this.code = code;
    this.headers = options.headers ?? {};
    this.logged = options.logged ?? {};
    this.keepsWrites = options.keepsWrites ?? false;
    this.#members = { ...options.extra, ...(options.errors && { errors: options.errors }) };
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get body() {
    return { ...PROBLEMS[this.code], detail: this.message, code: this.code, ...this.#members };
  }
}
