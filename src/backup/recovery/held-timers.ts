import type { Transaction } from '#src/db/connect.ts';

/** What `resume` does with the held timers of one kind. */
export interface PlannedTimers {
  kind: string;
  /** They become due at their time. Each checks then whether it still applies. */
  run: number;
  /** They are no longer valid. */
  expire: number;
}

/** Decides about held timers. Changes nothing. */
export async function planHeldTimers(trx: Transaction, now: Date): Promise<PlannedTimers[]> {
  const rows: { kind: string; total: number | string; valid: number | string }[] = await heldTimers(trx)
    .groupBy('kind')
    .orderBy('kind')
    .select('kind')
    .count('* as total')
    .select(trx.raw('sum(case when valid_until <= ? then 0 else 1 end) as valid', [now]));
  return rows.map(({ kind, total, valid }) => ({ kind, run: Number(valid), expire: Number(total) - Number(valid) }));
}

/** Ends the held timers that are no longer valid, and lets the others run. */
export async function releaseHeldTimers(trx: Transaction, now: Date): Promise<void> {
  await heldTimers(trx).where('validUntil', '<=', now).update({ status: 'expired', endedAt: now });
  await heldTimers(trx).update({ status: 'waiting', attempts: 0, leaseUntil: null, outcome: null });
}

/** Spelled like the condition of a partial index. */
function heldTimers(trx: Transaction) {
  return trx('timers').whereRaw("status in ('waiting', 'held')").where({ status: 'held' });
}
