import { type DeliveryStatus, isDeliveryStatus, laterStatus } from '#src/messaging/delivery-status/delivery-status.ts';
import type { Inbound } from '#src/messaging/inbox/inbound.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { causeFromKey } from '#src/messaging/outbox/cause-from-key.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { SECOND } from '#src/platform/duration.ts';
import { identityOf } from '#src/volunteers/numbers/address.ts';
import { sixDigitGroups } from '#src/volunteers/sign-in/end-code.ts';
import type { JournalEntry } from './journal.ts';

/** Something that was done from outside, from when it began until everything that it caused at once was queued. */
export type DoneStep = { at: Date; endedAt: Date } & (
  | {
      kind: 'text';
      inboxId: number;
      address: string;
      identity: string;
      body: string;
      attachments: readonly Attachment[];
      isTogether: boolean;
    }
  | { kind: 'move'; to: Date }
  | { kind: 'report'; message: Outbound; status: DeliveryStatus; errorCode: string | undefined }
);

type TextStep = Extract<DoneStep, { kind: 'text' }>;

/** Lists what was done, in the order in which it took effect. Reports that changed nothing are left out. */
export function listDone(
  entries: readonly JournalEntry[],
  { texts, messages }: { texts: readonly Inbound[]; messages: readonly Outbound[] },
): DoneStep[] {
  const rows = new Map(texts.map((text) => [text.providerSid, text]));
  const statuses = new Map<number, DeliveryStatus | undefined>();
  const steps = entries.flatMap((entry): DoneStep[] => {
    const endedAt = 'endedAt' in entry ? (entry.endedAt ?? entry.at) : entry.at;
    if (entry.kind === 'move') return [{ kind: 'move', at: entry.at, to: entry.to, endedAt }];
    if (entry.kind === 'text') {
      const row = rows.get(entry.providerSid);
      return row ? [textStep(entry, row)] : [];
    }
    const { update, at } = entry;
    const message = messages.find(({ outboxId, providerSid }) =>
      update.outboxId === undefined ? providerSid === update.providerSid : outboxId === update.outboxId,
    );
    if (!message) return [];
    const before = statuses.get(message.outboxId);
    const status = laterStatus(before, update.status);
    statuses.set(message.outboxId, status);
    // a text that arrived changes nothing in a conversation
    if (status === before || !isDeliveryStatus(status) || !FAILURES.has(status)) return [];
    return [{ kind: 'report', at, endedAt, message, status, errorCode: update.errorCode }];
  });
  return joinTogether(inOrderOfHandling(steps), messages);
}

const FAILURES: ReadonlySet<DeliveryStatus> = new Set(['undelivered', 'failed']);

function textStep({ from, body, attachments }: Extract<JournalEntry, { kind: 'text' }>, row: Inbound): TextStep {
  const { inboxId, receivedAt, handledAt } = row;
  const said = { inboxId, address: from, identity: identityOf(from), body, attachments, isTogether: false };
  return { kind: 'text', at: receivedAt, endedAt: handledAt ?? receivedAt, ...said };
}

/** Texts of different people are handled at the same time. The one that was handled first comes first. */
function inOrderOfHandling(steps: readonly DoneStep[]): DoneStep[] {
  const ordered: DoneStep[] = [];
  for (const step of steps) {
    let position = ordered.length;
    while (position > 0 && isHandledBefore(step, ordered[position - 1])) position -= 1;
    ordered.splice(position, 0, step);
  }
  return ordered;
}

function isHandledBefore(step: DoneStep, earlier: DoneStep | undefined): boolean {
  if (step.kind !== 'text' || earlier?.kind !== 'text' || step.identity === earlier.identity) return false;
  return step.at < earlier.endedAt && step.endedAt < earlier.endedAt;
}

/**
 * A text of the same person, after whose handling an answer to the text before was not true any more: only if both are handled
 * before anything is sent does the same happen again. Otherwise, the answers to each text leave before the next one.
 */
function joinTogether(steps: readonly DoneStep[], messages: readonly Outbound[]): DoneStep[] {
  const cancelled = messages.filter(({ status }) => status === 'cancelled');
  return steps.map((step, index) => {
    const before = steps[index - 1];
    if (step.kind !== 'text' || before?.kind !== 'text' || step.address !== before.address) return step;
    const isSoon = step.at.getTime() - before.endedAt.getTime() < SOON_MS;
    const isTogether = isSoon && cancelled.some((message) => isAnswerCancelledAfter(message, before, step.at));
    return isTogether ? { ...step, isTogether } : step;
  });
}

/** An answer that was cancelled before the next text came was cancelled for another reason: its recipient had texted STOP. */
function isAnswerCancelledAfter({ idempotencyKey, sendingAt }: Outbound, text: TextStep, nextAt: Date): boolean {
  return causeFromKey(idempotencyKey) === `inbox:${text.inboxId}` && (sendingAt === null || sendingAt >= nextAt);
}

/** Longer than an answer takes to leave. */
const SOON_MS = 2 * SECOND;

/**
 * Whether somebody texted six digits before their text before was handled. If that text ended a code, it may have erased the
 * digits before they were read, and nothing tells whether it did.
 */
export function hasDigitsTooSoon(done: readonly DoneStep[]): boolean {
  return done.some((step, index) => {
    if (step.kind !== 'text' || sixDigitGroups(step.body).length === 0) return false;
    const before = done.slice(0, index).findLast(isTextOf(step.identity));
    return before !== undefined && step.at < before.endedAt;
  });
}

function isTextOf(identity: string) {
  return (step: DoneStep) => step.kind === 'text' && step.identity === identity;
}
