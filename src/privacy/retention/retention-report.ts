import type { Transaction } from '#src/db/connect.ts';

/** The result of a run of the retention job. */
export interface RetentionReport {
  /** How many of each kind. Kinds without any are left out. */
  removed: Record<string, number>;
  /** False: the time was up, and the next run continues. */
  isDone: boolean;
  endedAt: Date;
}

/** Only the last one is kept. */
export async function saveRetentionReport(
  trx: Transaction,
  { removed, isDone, endedAt }: RetentionReport,
): Promise<void> {
  const values = { removed: JSON.stringify(removed), isDone, endedAt };
  await trx('retention_reports')
    .insert({ id: 1, ...values })
    .onConflict('id')
    .merge(values);
}

/** Undefined: retention never ran. */
export async function findRetentionReport(trx: Transaction): Promise<RetentionReport | undefined> {
  const row = await trx('retention_reports').first();
  if (!row) return undefined;
  return { removed: JSON.parse(row.removed), isDone: Boolean(row.isDone), endedAt: new Date(row.endedAt) };
}
