import type { Transaction } from '#src/db/connect.ts';
import { laterOf } from '#src/platform/duration.ts';
import { type Busy, CHANNELS } from './sender-rate.ts';

/** What keeps due messages from leaving now. */
export interface SendingLimits {
  /** The sender is broken, and is tried again then. */
  pausedUntil: Date | undefined;
  /** Since a restore only alarms, codes and answers leave. */
  isHeld: boolean;
  busy: Busy;
}

/** In one query, since it comes before every claim; under the claim's lock. */
export async function readSendingLimits(trx: Transaction, now: Date): Promise<SendingLimits> {
  const rows: { gate: string; at: Date | number }[] = await trx('sender_rates')
    .select('channel as gate', 'busyUntil as at')
    .unionAll([
      trx('sender_pauses').select(trx.raw("'pause' as gate"), 'until as at'),
      trx('sending_holds').select(trx.raw("'hold' as gate"), 'since as at'),
    ]);
  const gates = new Map(rows.map(({ gate, at }) => [gate, new Date(at)]));
  const busyUntil = CHANNELS.map((channel) => [channel, laterOf(now, gates.get(channel) ?? now)]);
  return { pausedUntil: gates.get('pause'), isHeld: gates.has('hold'), busy: Object.fromEntries(busyUntil) };
}
