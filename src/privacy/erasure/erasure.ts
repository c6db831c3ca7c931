import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
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
}

const LONGEST_PAUSE = 30 * MINUTE;

export async function insertErasure(
  trx: Transaction,
  { userId, step, facts }: Pick<Erasure, 'userId' | 'step' | 'facts'>,
): Promise<void> {
  const at = new Date(facts.at);
  const values = { userId: userId ?? null, step, facts: JSON.stringify(facts), dueAt: at, createdAt: at };
  await trx('erasures').insert(values);
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

/** A quick look, so that the rest of the code is loaded only when somebody is being erased. */
export async function hasErasures(db: Database): Promise<boolean> {
  return (await db('erasures').first('erasureId')) !== undefined;
}

/** The erasure that is due for the longest time. */
export async function findDueErasure(db: Database, clock: Clock): Promise<Erasure | undefined> {
  const row = await db('erasures').where('dueAt', '<=', clock.now()).orderBy(['dueAt', 'erasureId']).first();
  if (!row) return undefined;
  const { erasureId, userId, step, position, facts, attempts } = row;
  return { erasureId, userId: userId ?? undefined, step, position, facts: JSON.parse(facts), attempts };
}

/** Whether somebody is being erased, or this person. */
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
