import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { type NewTimer, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';
import type { SharedShift } from './facts/acquaintances.ts';
import type { NamePeriod } from './facts/name-periods.ts';

/** The tables that an erasure searches, with their last row when it began. Later rows are about later times. */
export type LastIds = Record<SearchedTable, number>;
export type SearchedTable = keyof typeof KEYS;

export const KEYS = {
  bookings: 'bookingId',
  inbox: 'inboxId',
  media: 'mediaId',
  conversations: 'conversationId',
  broadcasts: 'broadcastId',
  reports: 'reportId',
  report_additions: 'additionId',
  outbox: 'outboxId',
  audit_events: 'auditEventId',
} as const;

/** What finds a person in our records after their name and number were removed. */
export interface ErasureFacts {
  /** The numbers that nobody else has now. Empty: nothing is searched for a number. */
  identities: string[];
  /** Their conversations. `until`: later texts are of the next owner of the number. */
  conversations: { conversationId: number; until: number | null }[];
  /** What it takes to list the names and the acquaintances of a member. Null once it is done, and for a stranger. */
  member: { name: string; phones: string[]; asBuddy: SharedShift[] } | null;
  names: NamePeriod[];
  proved: NamePeriod[];
  /** Members who know them, each with the names that this member typed for them. */
  writers: [userId: number, calls: string[]][];
  /** How our texts name them, where somebody else typed the same words as a buddy's name. */
  typedForms: string[];
  lastIds: LastIds;
  /** When the erasure began. */
  at: number;
}

/** A person who is being erased. The row is deleted when all is done. */
export interface Erasure {
  erasureId: number;
  /** Undefined for a stranger. */
  userId: number | undefined;
  step: string;
  position: string;
  facts: ErasureFacts;
  attempts: number;
  /** When it goes on. */
  dueAt: Date;
}

/** The kind of timer that does the rest of an erasure. Its subject is `erasure:<id>`. */
export const ERASURE = 'erasure';

const LONGEST_PAUSE = 30 * MINUTE;

/** Begins an erasure, and schedules the rest of it. It is no message, so that a replay after a restore does not hold it. */
export async function insertErasure(
  trx: Transaction,
  { userId, step, facts }: Pick<Erasure, 'userId' | 'step' | 'facts'>,
): Promise<void> {
  const at = new Date(facts.at);
  const values = { userId: userId ?? null, step, facts: JSON.stringify(facts), dueAt: at, createdAt: at };
  const [row] = await trx('erasures').insert(values).returning('erasureId');
  await scheduleTimers(trx, { clock: { now: () => at } }, [erasureTimerOf({ ...row, dueAt: at })]);
}

export function erasureTimerOf({ erasureId, dueAt }: Pick<Erasure, 'erasureId' | 'dueAt'>): NewTimer {
  return {
    kind: ERASURE,
    key: `${ERASURE}:${erasureId}`,
    subject: `${ERASURE}:${erasureId}`,
    priority: TIMER_PRIORITY.rest,
    dueAt,
  };
}

/** The last row of each table now. */
export async function readLastIds(trx: Transaction): Promise<LastIds> {
  const ids: Partial<LastIds> = {};
  for (const [table, key] of Object.entries(KEYS)) {
    const [row] = await trx(table).max(`${key} as last`);
    ids[table as SearchedTable] = Number(row?.last ?? 0);
  }
  return ids as LastIds;
}

export async function findErasure(db: Database, erasureId: number): Promise<Erasure | undefined> {
  const row = await db('erasures').where({ erasureId }).first();
  if (!row) return undefined;
  const { userId, step, position, facts, attempts, dueAt } = row;
  return {
    ...{ erasureId, step, position, attempts },
    userId: userId ?? undefined,
    facts: JSON.parse(facts),
    dueAt: new Date(dueAt),
  };
}

/** The erasures that are not finished, of everybody or of this person. */
export async function listErasures(
  db: Database,
  whose: { userId?: number } = {},
): Promise<Pick<Erasure, 'erasureId' | 'dueAt'>[]> {
  const rows: { erasureId: number; dueAt: Date | number }[] = await db('erasures')
    .where(whose)
    .orderBy('erasureId')
    .select('erasureId', 'dueAt');
  return rows.map(({ erasureId, dueAt }) => ({ erasureId, dueAt: new Date(dueAt) }));
}

/** Whether this person is being erased. */
export async function isBeingErased(trx: Transaction, userId: number): Promise<boolean> {
  return (await trx('erasures').where({ userId }).first('erasureId')) !== undefined;
}

/**
 * Moves an erasure on. Returns false if another process moved it first: then the caller must change nothing. On PostgreSQL
 * the other process waits for our commit.
 */
export async function moveOn(
  trx: Transaction,
  { erasureId, step, position }: Erasure,
  next: { step: string; position: string; facts?: ErasureFacts } | 'finished',
): Promise<boolean> {
  const same = trx('erasures').where({ erasureId, step, position });
  if (next === 'finished') return (await same.delete()) > 0;
  const { facts, ...place } = next;
  const change = { ...place, attempts: 0, ...(facts && { facts: JSON.stringify(facts) }) };
  return (await same.update(change)) > 0;
}

/** It failed, or waits for something. It is tried again after a growing pause, without end. */
export async function putOff(db: Database, clock: Clock, { erasureId, attempts }: Erasure): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE, MINUTE * 2 ** attempts);
  const dueAt = new Date(clock.now().getTime() + pause);
  const change = { attempts: attempts + 1, dueAt };
  await inTransaction(db, async (trx) => trx('erasures').where({ erasureId }).update(change));
}
