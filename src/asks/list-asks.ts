import type { Transaction } from '#src/db/connect.ts';
import { Ask, type AskKind, type AskStatus } from './ask.ts';

export interface AsksQuery {
  status?: AskStatus | undefined;
  kind?: AskKind | undefined;
  userId?: number | undefined;
  /** Where the previous page ended. */
  beforeId?: number | undefined;
  limit: number;
}

/** Newest first. One more than `limit` if there are more. */
export async function listAsks(trx: Transaction, query: AsksQuery): Promise<Ask[]> {
  const { status, kind, userId, beforeId, limit } = query;
  const asks = Ask.query(trx)
    .orderBy('askId', 'desc')
    .limit(limit + 1);
  if (status !== undefined) asks.where({ status });
  if (kind !== undefined) asks.where({ kind });
  if (userId !== undefined) asks.where({ userId });
  if (beforeId !== undefined) asks.where('askId', '<', beforeId);
  return asks;
}
