import type { Database } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';
import type { FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { checkTimers } from './find-wrong-timers.ts';
import type { Find, Finding } from './finding.ts';
import { REPORT } from './people.ts';

export interface Count {
  texts: number;
  /** Handled, but not answered, because the number sent too many texts. */
  heldBack: number;
  /** Killed in the middle of all three attempts, and left for a coordinator. */
  givenUp: number;
  sent: number;
  failed: number;
  cancelled: number;
  /** Texts that a phone received twice. Only a crash or an unclear outcome during the send excuses this. */
  receivedTwice: number;
  /** Timers by kind and status, and asks by status. */
  later: Record<string, number>;
}

interface Text {
  inboxId: number;
  conversationId: number;
  providerSid: string;
  channel: 'sms' | 'whatsapp';
  body: string;
  media: string;
  receivedAt: number | Date;
  handledAt: number | Date | null;
  needsPersonReason: string | null;
}

interface Message {
  outboxId: number;
  recipient: string;
  payload: string;
  idempotencyKey: string;
  status: string;
  error: string | null;
  unknownAt: number | Date | null;
}

/** Compares the database with what the phones received. */
export async function countUp(db: Database, fake: FakeTwilio, accepted: ReadonlySet<string>) {
  const findings: Finding[] = [];
  const find: Find = (promise, what) => findings.push({ promise, what });
  const texts: Text[] = await db('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .orderBy('inboxId')
    .select('inbox.*', 'addresses.channel');
  const messages: Message[] = await db('outbox').orderBy('outboxId');
  const byKey = new Map(messages.map((message) => [message.idempotencyKey, message]));
  checkHandled(texts, accepted, find);
  checkOrder(texts, find);
  checkAnswered(texts, byKey, find);
  await checkReports(db, texts, find);
  await checkBookings(db, find);
  const receivedTwice = checkSends(messages, fake, find);
  const later = await checkTimers(db, systemClock.now(), find);
  const countOf = (status: string) => messages.filter((message) => message.status === status).length;
  const count: Count = {
    texts: texts.length,
    heldBack: texts.filter((text) => isHeldBack(byKey.get(answerKey(text)))).length,
    givenUp: texts.filter(isGivenUp).length,
    sent: countOf('sent'),
    failed: countOf('failed'),
    cancelled: countOf('cancelled'),
    receivedTwice,
    later,
  };
  return { ...count, findings };
}

function answerKey({ inboxId }: Text): string {
  return `inbox:${inboxId}:answer:0`;
}

function isHeldBack(answer: Message | undefined): boolean {
  return answer?.status === 'cancelled' && answer.error === 'too many texts from this number';
}

function isGivenUp({ needsPersonReason }: Text): boolean {
  return needsPersonReason === 'handling failed';
}

function checkHandled(texts: Text[], accepted: ReadonlySet<string>, find: Find): void {
  const bySid = new Map(texts.map((text) => [text.providerSid, text]));
  if (bySid.size !== texts.length) find('A text is handled exactly once', 'one is in the inbox twice');
  for (const sid of accepted) {
    const text = bySid.get(sid);
    if (!text) find('No text is lost', `${sid} was accepted and is not in the inbox`);
    else if (text.handledAt === null) find('A text is handled exactly once', `${text.inboxId} was never handled`);
  }
}

function checkOrder(texts: Text[], find: Find): void {
  const last = new Map<number, number>();
  for (const { inboxId, conversationId, handledAt } of texts) {
    const at = handledAt === null ? Number.POSITIVE_INFINITY : new Date(handledAt).getTime();
    if (at < (last.get(conversationId) ?? 0))
      find('In order for one phone', `${inboxId} was handled before an older one`);
    last.set(conversationId, at);
  }
}

/** Only STOP may have no answer. Only answers to too many texts may be held back, and not if a text is about danger. */
function checkAnswered(texts: Text[], byKey: ReadonlyMap<string, Message>, find: Find): void {
  for (const text of texts) {
    const answer = byKey.get(answerKey(text));
    if (!answer && text.body !== 'stop') find('Every text is answered', `${text.inboxId} "${text.body}" has no answer`);
    if (!isHeldBack(answer)) continue;
    if (text.body === 'sos' || REPORT.test(text.body) || text.media !== '[]')
      find('A text about danger is answered', `the answer to ${text.inboxId} "${text.body}" was held back`);
    if (textsBefore(texts, text) <= 10) find('Every text is answered', `${text.inboxId} was held back for no reason`);
  }
}

/** How many texts the number had sent within five minutes. */
function textsBefore(texts: Text[], { conversationId, inboxId, receivedAt }: Text): number {
  const from = new Date(receivedAt).getTime() - 5 * MINUTE;
  return texts.filter(
    (text) =>
      text.conversationId === conversationId && text.inboxId <= inboxId && new Date(text.receivedAt).getTime() > from,
  ).length;
}

/** A report is filed once, however many attempts its handling took. */
async function checkReports(db: Database, texts: Text[], find: Find): Promise<void> {
  const filed: { message: string; userId: number | null }[] = await db('reports').select('message', 'userId');
  const added: { body: string | null }[] = await db('reportAdditions').select('body');
  const said = [...filed.map(({ message }) => message), ...added.map(({ body }) => body ?? '')].join('\n');
  for (const { inboxId, body } of texts.filter((text) => !isGivenUp(text))) {
    const [, number] = REPORT.exec(body) ?? [];
    const times = said.match(new RegExp(`car ${number}\\b`, 'g'))?.length ?? 0;
    if (number && times > 1) find('A text is handled exactly once', `report ${inboxId} is there ${times} times`);
  }
}

async function checkBookings(db: Database, find: Find): Promise<void> {
  const live = () => db('bookings').whereNull('droppedAt').count('* as bookings');
  const doubled = await live().groupBy('scheduleId', 'shiftStart', 'slot').havingRaw('count(*) > 1');
  if (doubled.length > 0) find('One slot has one booking', `${doubled.length} slots have two`);
  const torn = await live().groupBy('userId', 'shiftStart').havingRaw('count(*) > 1');
  if (torn.length > 0) find('Nobody holds two shifts at the same time', `${torn.length} do`);
}

/**
 * Compares by recipient and words. If two equal texts to a phone are unclear, the look-up cannot tell which one was sent, and
 * both count as sent if both arrived.
 */
function checkSends(messages: Message[], fake: FakeTwilio, find: Find): number {
  const copiesOf = countCopies(fake);
  let receivedTwice = 0;
  for (const equal of Map.groupBy(messages, ({ recipient, payload }) => `${recipient} ${payload}`).values()) {
    const ids = equal.map(({ outboxId }) => outboxId).join(', ');
    const copies = equal.reduce((sum, { outboxId }) => sum + (copiesOf.get(outboxId) ?? 0), 0);
    const sent = equal.filter(({ status }) => status === 'sent').length;
    const tooMany = Math.max(0, copies - equal.filter(({ status }) => status !== 'cancelled').length);
    receivedTwice += tooMany;
    if (tooMany > 0 && equal.every(({ unknownAt }) => unknownAt === null))
      find('Nothing is sent twice on purpose', `${ids} arrived ${copies} times`);
    if (copies < sent)
      find('Nothing is silently dropped', `of ${ids}, ${sent} are marked as sent and ${copies} arrived`);
  }
  for (const { outboxId, status, error } of messages) {
    const hasEnd = status === 'sent' || ((status === 'failed' || status === 'cancelled') && error);
    if (!hasEnd) find('Every queued message ends with a reason', `${outboxId} is ${status}`);
  }
  return receivedTwice;
}

/** How often a phone received each message, by the id in its status callback. */
function countCopies(fake: FakeTwilio): Map<number, number> {
  const copies = new Map<number, number>();
  for (const { statusCallback } of fake.all()) {
    const outboxId = Number(new URL(statusCallback ?? 'http://none').searchParams.get('outbox'));
    copies.set(outboxId, (copies.get(outboxId) ?? 0) + 1);
  }
  return copies;
}
