/** What the HTTP edge refuses. A code, once published, keeps its meaning. */
export const PROBLEMS = {
  unreadable_request: { status: 400, title: 'The request could not be read' },
  form_incomplete: { status: 400, title: 'The form lacks a field' },
  instant_unreadable: { status: 400, title: 'Not a point in time' },
  signature_refused: { status: 403, title: 'The signature does not fit' },
  not_found: { status: 404, title: 'Nothing here' },
  method_not_allowed: { status: 405, title: 'Not with this method' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_type: { status: 415, title: 'Not in this encoding' },
  internal_error: { status: 500, title: 'Something went wrong here' },
  not_stored: { status: 503, title: 'It could not be stored' },
  not_ready: { status: 503, title: 'Not ready' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;

  /** `detail` is read by whoever called, so it says what they can do about it. */
  constructor(code: ProblemCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get body() {
    return { ...PROBLEMS[this.code], detail: this.message, code: this.code };
  }
}
