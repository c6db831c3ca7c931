import { type DeliveryStatus, isDeliveryStatus } from '#src/messaging/delivery-status/delivery-status.ts';
import { type FlatForm, fieldOf } from './flat-form.ts';

export interface StatusUpdate {
  providerSid: string;
  status: DeliveryStatus;
  errorCode?: string;
  /** From our own query string. It settles a send whose answer never came. */
  outboxId?: number;
}

/** Statuses of Twilio that `DeliveryStatus` lacks: a messaging service accepts first, and a queued text may be cancelled. */
const SYNONYMS: Readonly<Record<string, DeliveryStatus>> = {
  accepted: 'queued',
  scheduled: 'queued',
  canceled: 'failed',
};

/** Reads a status callback; undefined if it names no message or an unknown status. */
export function statusUpdateOf(form: FlatForm, query: FlatForm): StatusUpdate | undefined {
  const providerSid = fieldOf(form, 'MessageSid');
  const status = statusOf(fieldOf(form, 'MessageStatus') ?? '');
  if (!providerSid || !status) return undefined;
  const errorCode = numberOf(fieldOf(form, 'ErrorCode'));
  const outboxId = numberOf(fieldOf(query, 'outbox'));
  return { providerSid, status, ...(errorCode && { errorCode: String(errorCode) }), ...(outboxId && { outboxId }) };
}

function statusOf(word: string): DeliveryStatus | undefined {
  const lower = word.toLowerCase();
  if (isDeliveryStatus(lower)) return lower;
  return Object.hasOwn(SYNONYMS, lower) ? SYNONYMS[lower] : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
