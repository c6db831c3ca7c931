import type { Transaction } from '#src/db/connect.ts';
import { findSenderPause, type SenderPause } from '#src/messaging/limits/sender-pause.ts';
import { findSendingHold, type SendingHold } from '#src/messaging/limits/sending-hold.ts';
import type { Clock } from '#src/platform/clock.ts';

/** The state of sending, over all processes. */
export interface SendingState {
  /** Set while the sender is broken. */
  pause: SenderPause | undefined;
  /** The number of due messages. */
  due: number;
  /** Since when the first of them is due. */
  dueSince: Date | undefined;
  /** Messages that may have been sent and wait to be looked up. */
  unknown: number;
  /** Set while sending is held after a restore. */
  hold: SendingHold | undefined;
  /** Messages that wait for `npm run resume`. */
  held: number;
}

export async function readSendingState(trx: Transaction, clock: Clock): Promise<SendingState> {
  const pause = await findSenderPause(trx);
  const isDue = trx('outbox').where({ status: 'queued' }).where('dueAt', '<=', clock.now());
  const [due] = await isDue.count('* as total').min('dueAt as first');
  const [held] = await trx('outbox').where({ status: 'held' }).count('* as total');
  const [unknown] = await trx('outbox').where({ status: 'unknown' }).count('* as total');
  return {
    pause,
    due: Number(due?.total),
    dueSince: due?.first == null ? undefined : new Date(due.first),
    unknown: Number(unknown?.total),
    hold: await findSendingHold(trx),
    held: Number(held?.total),
  };
}
