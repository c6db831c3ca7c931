/**
 * queued → claimed → sending → sent, failed or unknown.
 *
 * `cancelled`: no longer true when it was to be sent. `failed`: the dead letter. `unknown`: may have been sent, and waits for
 * a look-up. `held`: waits for `npm run resume`, because it was restored from a backup or answers a replayed text.
 */
export type OutboundStatus = 'queued' | 'claimed' | 'sending' | 'sent' | 'unknown' | 'failed' | 'cancelled' | 'held';

/** It will not be sent any more, unless a person requeues it. */
export const SETTLED: readonly OutboundStatus[] = ['sent', 'failed', 'cancelled'];
/** The provider has not been asked to send it. */
export const NOT_BEGUN: readonly OutboundStatus[] = ['queued', 'claimed', 'held'];
/** The provider may have it. */
export const UNDER_WAY: readonly OutboundStatus[] = ['sending', 'unknown'];

/** The provider has it, or may have it. */
export const HANDED_OVER: readonly OutboundStatus[] = ['sent', ...UNDER_WAY];

export function isSettled(status: OutboundStatus): boolean {
  return SETTLED.includes(status);
}

export function isNotBegun(status: OutboundStatus): boolean {
  return NOT_BEGUN.includes(status);
}
