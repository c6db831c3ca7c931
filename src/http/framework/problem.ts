/** What the HTTP edge refuses. A code, once published, keeps its meaning. */
export const PROBLEMS = {
  validation_failed: { status: 400, title: 'Something in it can not be used' },
  unreadable_request: { status: 400, title: 'The request could not be read' },
  form_incomplete: { status: 400, title: 'The form lacks a field' },
  instant_unreadable: { status: 400, title: 'Not a point in time' },
  not_a_shift: { status: 400, title: 'No shift begins then' },
  shift_passed: { status: 400, title: 'The shift has begun' },
  overlapping: { status: 400, title: 'It overlaps another shift' },
  buddy_busy: { status: 400, title: 'The buddy is on another shift' },
  token_refused: { status: 401, title: 'Not signed in' },
  wrong_code: { status: 401, title: 'Not the right code' },
  awaiting_approval: { status: 403, title: 'Not let in yet' },
  coordinators_only: { status: 403, title: 'For coordinators' },
  not_yours: { status: 403, title: 'Not yours' },
  signature_refused: { status: 403, title: 'The signature does not fit' },
  not_found: { status: 404, title: 'Nothing here' },
  method_not_allowed: { status: 405, title: 'Not with this method' },
  slot_taken: { status: 409, title: 'The slot is taken' },
  key_reused: { status: 409, title: 'The key belongs to another request' },
  conflict: { status: 409, title: 'It does not fit with what is there' },
  would_orphan: { status: 409, title: 'Bookings stand in the way' },
  already_started: { status: 409, title: 'It has started' },
  too_early: { status: 409, title: 'Too early for that' },
  too_late: { status: 409, title: 'Too late for that' },
  media_not_here_yet: { status: 409, title: 'The file is not here yet' },
  media_not_kept: { status: 409, title: 'The file could not be fetched' },
  media_erased: { status: 409, title: 'The file was erased' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_type: { status: 415, title: 'Not in this encoding' },
  too_many_requests: { status: 429, title: 'Too many' },
  internal_error: { status: 500, title: 'Something went wrong here' },
  not_stored: { status: 503, title: 'It could not be stored' },
  not_ready: { status: 503, title: 'Not ready' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  /** `body.buddy_phone` */
  path: string;
  message: string;
}

interface ProblemOptions extends ErrorOptions {
  /** What is wrong where; goes into the body. */
  errors?: FieldError[];
  /** More members of the body. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly headers: Record<string, string>;
  readonly #members: Record<string, unknown>;

  /** `detail` is read by whoever called, so it says what they can do about it. */
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, options);
    this.code = code;
    this.headers = options.headers ?? {};
    this.#members = { ...options.extra, ...(options.errors && { errors: options.errors }) };
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get body() {
    return { ...PROBLEMS[this.code], detail: this.message, code: this.code, ...this.#members };
  }
}
