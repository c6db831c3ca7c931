import type { Transaction } from '#src/db/connect.ts';
import { laterOf } from '#src/platform/duration.ts';
import { type Busy, CHANNELS } from './sender-rate.ts';

/** What holds due messages back. */
export interface SendingLimits {
  /** The sender is broken and is tried again at this time. */
  pausedUntil: Date | undefined;
  /** After a restore only alarms, codes and answers are sent. */
  isHeld: boolean;
  busy: Busy;
}

/** One query, because it runs before every claim. Called under the claim's lock. */
export async function readSendingLimits(trx: Transaction, now: Date): Promise<SendingLimits> {
  const rows: { name: string; at: Date | number }[] = await trx('sender_rates')
    .select('channel as name', 'busyUntil as at')
    .unionAll([
      trx('sender_pauses').select(trx.raw("'pause' as name"), 'until as at'),
      trx('sending_holds').select(trx.raw("'hold' as name"), 'since as at'),
    ]);
  const limits = new Map(rows.map(({ name, at }) => [name, new Date(at)]));
  const busyUntil = CHANNELS.map((channel) => [channel, laterOf(now, limits.get(channel) ?? now)]);
  return { pausedUntil: limits.get('pause'), isHeld: limits.has('hold'), busy: Object.fromEntries(busyUntil) };
}
