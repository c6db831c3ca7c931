import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';

export interface Caused {
  /** Messages to this reader, without summaries and without those that were cancelled. */
  total: number;
  /** Alarms of cases among them. */
  alarms: number;
}

/** How many messages to each of these readers one originator has caused since then. Readers without any are left out. */
export async function countCaused(
  trx: Transaction,
  { originator, identities, since }: { originator: string; identities: readonly string[]; since: Date },
): Promise<Map<string, Caused>> {
  const rows: { identity: string; total: number | string; alarms: number | string }[] = await inChunks(
    identities,
    (chunk) =>
      trx('outbox')
        .where({ originator })
        .whereIn('identity', chunk)
        .where('createdAt', '>', since)
        .whereNull('summaryOf')
        .whereNot({ status: 'cancelled' })
        .groupBy('identity')
        .select(
          'identity',
          trx.raw('count(*) as total'),
          trx.raw("sum(case when message_type = 'alarm' and report_id is not null then 1 else 0 end) as alarms"),
        ),
  );
  return new Map(
    rows.map(({ identity, total, alarms }) => [identity, { total: Number(total), alarms: Number(alarms) }]),
  );
}
