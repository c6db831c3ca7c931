import type { Transaction } from '#src/db/connect.ts';
import { findSenderPause, type SenderPause } from '#src/messaging/limits/sender-pause.ts';
import { findSendingHold, type SendingHold } from '#src/messaging/limits/sending-hold.ts';
import type { Clock } from '#src/platform/clock.ts';

/** Whether texts leave, over all processes. */
export interface SendingState {
  /** The sender is broken, and nothing is tried but one message a minute; undefined: it works. */
  pause: SenderPause | undefined;
  /** Messages that should have left by now. */
  due: number;
  /** Since when the first of them should. */
  dueSince: Date | undefined;
  /** Messages that may or may not have left, and wait to be looked up. */
  unknown: number;
  /** Since a restore only alarms, codes and answers leave; undefined: everything does. */
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
