import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { fitForSms } from '#src/messaging/segments/fit-for-sms.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import type { Clock } from '#src/platform/clock.ts';
import { type AddressChannel, channelOf, identityOf } from '#src/volunteers/numbers/address.ts';
import { restoreOptOuts } from '#src/volunteers/numbers/erased-numbers.ts';
import { chooseAddresses } from './choose-channel.ts';
import { type MessageType, rankOf } from './message-types.ts';

export interface NewOutbound {
  messageType: MessageType;
  /** An address is sent to on its channel. For a bare identity (E.164) we choose the channel. */
  to: { address: string } | { identity: string };
  body: string;
  /** The idempotency key. A second message with the same key is not queued. */
  key: string;
  dueAt?: Date;
  expiresAt?: Date;
  userId?: number;
  /** The shift that it is about, checked again when it is sent. */
  bookingId?: number;
  shiftStart?: Date;
  codeId?: number;
  /** It goes to, or is about, a person who was just erased. It is erased after it was sent. */
  isLastWord?: boolean;
  /** The case that it asks its reader to acknowledge. */
  reportId?: number;
  /** The newcomer whom it asks its reader to admit. */
  aboutUserId?: number;
  /** The ask whose question it asks. */
  askId?: number;
  /** The coordinator whose words it carries. */
  writtenBy?: number;
  /** A hash of whose action caused it, if it counts for their limit. */
  originator?: string;
  /** Of a summary: what it stands for, as JSON. */
  summaryOf?: string;
  /** If set, the message is stored as cancelled for this reason, so that the thread shows it. */
  cancelledFor?: string;
}

export interface OutboxTools {
  clock: Clock;
  /** The key of the hashes that we keep of erased numbers. */
  secret: string;
  /** Called after the commit. The same function for all messages, so that one commit wakes the dispatcher once. */
  onQueued: () => void;
  /** If set, messages are held, because they may have been sent before: at this time at the earliest. */
  heldSince?: Date;
}

/** Queues a message. Returns false if its key was queued before. */
export async function enqueue(trx: Transaction, tools: OutboxTools, message: NewOutbound): Promise<boolean> {
  return (await enqueueAll(trx, tools, [message])) > 0;
}

/** Rows in one statement cost little more than one row. More than these take longer to compile. */
const ROWS_A_STATEMENT = 50;

/**
 * Queues messages to many people, in this order. Returns how many there are, without those whose key was queued before. A
 * few statements for all of them: an alarm to twenty coordinators must not hold the writer lock for a statement each.
 */
export async function enqueueAll(
  trx: Transaction,
  tools: OutboxTools,
  messages: readonly NewOutbound[],
): Promise<number> {
  return (await enqueueEach(trx, tools, messages)).size;
}

/** The same, if the caller must know which. Returns the keys of the messages that were not queued before. */
export async function enqueueEach(
  trx: Transaction,
  tools: OutboxTools,
  messages: readonly NewOutbound[],
): Promise<Set<string>> {
  const now = tools.clock.now();
  const identities = messages.flatMap(({ to }) => ('identity' in to ? [to.identity] : []));
  const [chosen] = await runConcurrently(
    chooseAddresses(trx, identities, now),
    // an erased person's STOP still counts if their number gets a message again
    restoreOptOuts(trx, tools.secret, identities),
  );
  const fitWords = fitOnce();
  const rows = messages.map((message) => {
    const { to } = message;
    const recipient = 'address' in to ? to.address : (chosen.get(to.identity) ?? to.identity);
    return rowOf(tools, { message, recipient, now, fitWords });
  });
  const queued: { idempotencyKey: string }[] = await inChunks(
    rows.length > ROWS_A_STATEMENT ? withoutEmptyColumns(rows) : rows,
    (chunk) => trx('outbox').insert(chunk).onConflict('idempotencyKey').ignore().returning('idempotencyKey'),
    ROWS_A_STATEMENT,
  );
  if (queued.length > 0) afterCommit(trx, tools.onQueued);
  return new Set(queued.map(({ idempotencyKey }) => idempotencyKey));
}

/** A third of the columns is empty in every row of an announcement, and each value takes time to bind. */
function withoutEmptyColumns<Row extends object>(rows: readonly Row[]): Partial<Row>[] {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const filled = columns.filter((column) => rows.some((row) => row[column] !== null));
  return rows.map((row) => Object.fromEntries(filled.map((column) => [column, row[column]])) as Partial<Row>);
}

interface Fitted {
  payload: string;
  encoding: string;
  segments: number;
}

/** Many people get the same words. */
function fitOnce(): (channel: AddressChannel, body: string) => Fitted {
  const known = new Map<string, Fitted>();
  return (channel, body) => {
    const key = `${channel} ${body}`;
    const fitted = known.get(key) ?? fitForChannel(channel, body);
    known.set(key, fitted);
    return fitted;
  };
}

/** The words as they are sent on this channel, and what they cost. */
export function fitForChannel(channel: AddressChannel, body: string): Fitted {
  const payload = channel === 'sms' ? fitForSms(body) : body;
  const { encoding, segments } = measure(payload);
  return { payload, encoding, segments: channel === 'sms' ? segments : 1 };
}

function rowOf(
  tools: OutboxTools,
  {
    message,
    recipient,
    now,
    fitWords,
  }: { message: NewOutbound; recipient: string; now: Date; fitWords: ReturnType<typeof fitOnce> },
) {
  const channel = channelOf(recipient);
  return {
    messageType: message.messageType,
    recipient,
    identity: identityOf(recipient),
    channel,
    ...fitWords(channel, message.body),
    rank: rankOf(message.messageType),
    status: message.cancelledFor === undefined ? (tools.heldSince ? 'held' : 'queued') : 'cancelled',
    unknownAt: tools.heldSince ?? null,
    error: message.cancelledFor ?? null,
    idempotencyKey: message.key,
    dueAt: message.dueAt ?? now,
    expiresAt: message.expiresAt ?? null,
    userId: message.userId ?? null,
    bookingId: message.bookingId ?? null,
    shiftStart: message.shiftStart ?? null,
    codeId: message.codeId ?? null,
    isLastWord: message.isLastWord ?? false,
    reportId: message.reportId ?? null,
    aboutUserId: message.aboutUserId ?? null,
    askId: message.askId ?? null,
    writtenBy: message.writtenBy ?? null,
    originator: message.originator ?? null,
    summaryOf: message.summaryOf ?? null,
    createdAt: now,
  };
}
