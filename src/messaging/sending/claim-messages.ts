import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';
import { claimRows } from '#src/db/queries/claim-rows.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { roomForAttempts } from '#src/messaging/limits/sender-pause.ts';
import {
  type Busy,
  busyAfter,
  CHANNELS,
  nextAnnouncementAt,
  roomForAnnouncements,
  type SenderRates,
  saveBusy,
} from '#src/messaging/limits/sender-rate.ts';
import { readSendingLimits } from '#src/messaging/limits/sending-limits.ts';
import { ANNOUNCEMENT_RANK, LAST_RANK_WITHOUT_RATE, LAST_URGENT_RANK } from '#src/messaging/outbox/message-types.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { Channel } from '#src/messaging/sender.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import { type Due, listDue } from './due-messages.ts';

export interface ClaimRequest {
  limit: number;
  /** Only messages that a person is waiting for. */
  isUrgentOnly?: boolean;
  lease: number;
  rates: SenderRates;
  /** Runs under the lock of the claim, before the claim, so that every dispatcher takes its locks in the same order. */
  first?: () => Promise<void>;
  /** If given, messages are claimed as `sending`, and this decides which are sent. `optedOut`: recipients who said STOP. */
  beginSending?: (claimed: Outbound[], optedOut: ReadonlySet<string>) => Promise<Outbound[]>;
}

export interface Claim {
  /** The most urgent first. */
  messages: Outbound[];
  /** How many were claimed, including those that are not to be sent. */
  taken: number;
  /** When announcements that wait for a busy sender may leave; undefined: none waits. */
  againAt: Date | undefined;
  /** Whether the sender is paused because it is broken; undefined: not read. */
  isPaused: boolean | undefined;
}

/**
 * Claims up to `limit` due messages for the length of a lease: the most urgent first, and one for each recipient.
 * Announcements wait while their sender is busy. While sending is held after a restore, only urgent messages are claimed.
 */
export async function claimDue(trx: Transaction, clock: Clock, request: ClaimRequest): Promise<Claim> {
  // two concurrent claims would deadlock on the unique index that allows one message in flight per recipient
  await lockName(trx, 'outboxClaim', 'outbox');
  await request.first?.();
  const now = clock.now();
  const { rates, lease, beginSending } = request;
  const lastAsked = request.isUrgentOnly ? LAST_URGENT_RANK : ANNOUNCEMENT_RANK;
  const [{ pausedUntil, isHeld, busy: busyBefore }, found] = await runConcurrently(
    readSendingLimits(trx, now),
    listDue(trx, now, { limit: request.limit, only: (rows) => rows.where('o.rank', '<=', lastAsked) }),
  );
  const limit = await roomForAttempts(trx, now, { wanted: request.limit, pausedUntil });
  const lastRank = isHeld ? LAST_URGENT_RANK : lastAsked;
  const due = found.filter(({ rank }) => rank <= lastRank).slice(0, limit);
  const timely = due.filter(({ rank }) => rank <= LAST_RANK_WITHOUT_RATE);
  const busyWithTimely = busyAfter(busyBefore, timely, rates);
  const room = due.length > timely.length ? limit - timely.length : 0;
  const { announcements, held } = await listAnnouncements(trx, now, { room, timely, busy: busyWithTimely, rates });
  const busy = busyAfter(busyWithTimely, announcements, rates);
  const status = beginSending ? 'sending' : 'claimed';
  const leaving = [...timely, ...announcements];
  const [taken] = await runConcurrently(take(trx, leaving, { now, lease, status }), saveBusy(trx, busyBefore, busy));
  const optedOut = new Set(leaving.flatMap(({ identity, isOptedOut }) => (isOptedOut ? [identity] : [])));
  const messages = beginSending ? await beginSending(taken, optedOut) : taken;
  const times = held.map((channel) => nextAnnouncementAt(busy[channel], rates[channel]).getTime());
  const againAt = times.length > 0 ? new Date(Math.min(...times)) : undefined;
  return { messages, taken: taken.length, againAt, isPaused: pausedUntil !== undefined };
}

/** Announcements that may leave beside the more urgent messages, and channels on which others wait for their sender. */
async function listAnnouncements(
  trx: Transaction,
  now: Date,
  { room, timely, busy, rates }: { room: number; timely: readonly Due[]; busy: Busy; rates: SenderRates },
): Promise<{ announcements: Due[]; held: Channel[] }> {
  const announcements: Due[] = [];
  const held: Channel[] = [];
  for (const channel of CHANNELS) {
    const left = room - announcements.length;
    if (left <= 0) break;
    const allowed = roomForAnnouncements(busy[channel], now, rates[channel]);
    const found = await listDue(trx, now, {
      limit: Math.min(left, allowed + 1),
      except: [...timely, ...announcements].map(({ identity }) => identity),
      only: (due) => due.where({ 'o.rank': ANNOUNCEMENT_RANK, 'o.channel': channel }),
    });
    announcements.push(...found.slice(0, allowed));
    if (found.length > allowed) held.push(channel);
  }
  return { announcements, held };
}

async function take(
  trx: Transaction,
  due: readonly Due[],
  { now, lease, status }: { now: Date; lease: number; status: 'claimed' | 'sending' },
): Promise<Outbound[]> {
  const ids = due.map(({ outboxId }) => outboxId);
  const marks = { status, leaseExpiresAt: after(now, lease), ...(status === 'sending' && { sendingAt: now }) };
  const rows = await claimRows(trx, 'outbox', ids, marks);
  return rows.map((row) => Outbound.fromDatabaseJson(row)).sort(byUrgency);
}

function byUrgency(one: Outbound, other: Outbound): number {
  return one.rank - other.rank || one.dueAt.getTime() - other.dueAt.getTime() || one.outboxId - other.outboxId;
}
