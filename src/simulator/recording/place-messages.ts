import { causeFromKey } from '#src/messaging/outbox/cause-from-key.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { DoneStep } from './done-step.ts';
import type { ReceivedText, RecordedStep } from './recording.ts';

type Wait = { kind: 'wait'; at: Date; endedAt: Date };
type Placed = DoneStep | Wait;

/**
 * Puts each message that was sent to the step because of which it was sent. Timers that ran while nobody moved the clock, and
 * messages that waited for their time, get steps of their own: time passed.
 */
export function placeMessages(
  done: readonly DoneStep[],
  { messages, timersRanAt }: { messages: readonly Outbound[]; timersRanAt: readonly Date[] },
): RecordedStep[] {
  const sent = messages.filter(({ status }) => status === 'sent');
  const placed: Placed[] = [...done];
  const byItself = [
    ...timersRanAt.filter((at) => !done.some((step) => isDuring(step, at))),
    ...sent.filter((message) => findStep(done, message) === undefined).map(beginOf),
  ];
  for (const at of byItself.sort((one, other) => one.getTime() - other.getTime())) insertWait(placed, at);
  const received = new Map<Placed, Outbound[]>(placed.map((step) => [step, []]));
  for (const message of sent) {
    const at = beginOf(message);
    const step = findStep(done, message) ?? placed.find((wait) => wait.kind === 'wait' && wait.at >= at);
    if (step) received.get(step)?.push(message);
  }
  return writeSteps(placed, received);
}

/** When it was queued, or for a message that waited for its time, when it was sent. */
function beginOf({ createdAt, dueAt, sendingAt }: Outbound): Date {
  return dueAt > createdAt ? (sendingAt ?? dueAt) : createdAt;
}

/** The step that caused a message; undefined if it was sent by itself. */
function findStep(done: readonly DoneStep[], message: Outbound): DoneStep | undefined {
  const at = beginOf(message);
  const during = done.filter((step) => isDuring(step, at));
  const cause = causeFromKey(message.idempotencyKey);
  const ofText = during.find((step) => step.kind === 'text' && cause === `inbox:${step.inboxId}`);
  return ofText ?? during.find(({ kind }) => kind !== 'text') ?? during[0];
}

function isDuring({ at, endedAt }: DoneStep, instant: Date): boolean {
  const [begin, end] = at <= endedAt ? [at, endedAt] : [endedAt, at];
  return begin <= instant && instant <= end;
}

/** Several timers that ran at once share a step. */
function insertWait(placed: Placed[], at: Date): void {
  const last = placed.findLastIndex(({ endedAt }) => endedAt <= at);
  const before = placed[last];
  if (before?.kind === 'wait' && at.getTime() - before.at.getTime() < AT_ONCE_MS) before.at = before.endedAt = at;
  else placed.splice(last + 1, 0, { kind: 'wait', at, endedAt: at });
}

const AT_ONCE_MS = 500;

function writeSteps(placed: readonly Placed[], received: ReadonlyMap<Placed, Outbound[]>): RecordedStep[] {
  const steps: RecordedStep[] = [];
  const heard: Outbound[] = [];
  for (const [index, step] of placed.entries()) {
    const next = placed[index + 1];
    const messages = received.get(step) ?? [];
    const isFollowed = next?.kind === 'text' && next.isTogether;
    // they are sent when the last of the texts that belong together is handled
    if (isFollowed) received.get(next)?.unshift(...messages);
    const now = isFollowed ? [] : inOrderOfArrival(step, messages);
    const written = writeStep(step, now.map(toReceived), heard);
    heard.push(...now);
    if (written) steps.push(written);
  }
  return steps;
}

/** What is due at once leaves in the order of its rank. On the way of a move, each instant comes by itself. */
function inOrderOfArrival({ kind }: Placed, messages: readonly Outbound[]): Outbound[] {
  const instantOf = ({ sendingAt, createdAt }: Outbound) =>
    kind === 'move' || kind === 'wait' ? (sendingAt ?? createdAt).getTime() : 0;
  return [...messages].sort(
    (one, other) => instantOf(one) - instantOf(other) || one.rank - other.rank || one.outboxId - other.outboxId,
  );
}

function toReceived({ identity, payload }: Outbound): ReceivedText {
  return { identity, body: payload };
}

function writeStep(step: Placed, received: ReceivedText[], heard: readonly Outbound[]): RecordedStep | undefined {
  if (step.kind === 'wait') return { kind: 'wait', at: step.at, received };
  if (step.kind === 'move') return { kind: 'move', at: step.to, received };
  if (step.kind === 'text') {
    const { at, identity, address, body, attachments, isTogether } = step;
    return { kind: 'text', at, identity, address, body, attachments, isTogether, received };
  }
  const { at, status, errorCode, message } = step;
  const theirs = heard.filter(({ identity }) => identity === message.identity);
  const position = theirs.findIndex(({ outboxId }) => outboxId === message.outboxId);
  const textsSince = theirs.length - 1 - position;
  return { kind: 'report', at, identity: message.identity, status, errorCode, textsSince, received };
}
