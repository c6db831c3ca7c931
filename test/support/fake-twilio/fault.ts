/** What the fake does with one request to send, instead of accepting it and saying so. */
export type Fault =
  /** Refused with one of Twilio's codes. */
  | { kind: 'code'; code: number; status?: number }
  | { kind: 'unauthorized' }
  | { kind: 'tooMany'; retryAfterSeconds?: number }
  /** 500 with a page of HTML; `accepted`: the phone gets the text all the same. */
  | { kind: 'html500'; accepted?: boolean }
  | { kind: 'unavailable' }
  /** Accepted, but the 201 can't be read. */
  | { kind: 'brokenBody' }
  /** Accepted, and answered only after so many milliseconds. */
  | { kind: 'slow'; ms: number }
  | { kind: 'resetBefore' }
  | { kind: 'resetAfter' };

/** Whether the phone gets the text although the response says something else. */
export function isAcceptedDespite(fault: Fault | undefined): boolean {
  if (!fault) return true;
  if (fault.kind === 'html500') return fault.accepted ?? false;
  return fault.kind === 'brokenBody' || fault.kind === 'slow' || fault.kind === 'resetAfter';
}

/** How the status callbacks of an accepted text come: early (before the 201) or late, in which order, how often; or never. */
export interface Callbacks {
  statuses: readonly string[];
  beforeAnswer?: boolean;
  delayMs?: number;
  errorCode?: number;
}

export const USUAL_CALLBACKS: Callbacks = { statuses: ['sent', 'delivered'] };
export const NO_CALLBACKS: Callbacks = { statuses: [] };

/** Which requests a script is for. The first script that fits is used, `times` times. */
export interface Script {
  to?: string;
  body?: RegExp;
  times?: number;
  fault?: Fault;
  callbacks?: Callbacks;
}
