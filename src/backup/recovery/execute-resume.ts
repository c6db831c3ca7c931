import type { Transaction } from '#src/db/connect.ts';
import { laterOf } from '#src/platform/duration.ts';
import type { PlannedMessage } from './plan-resume.ts';

/**
 * Does what was planned, with each message that still stands as it stood then, and ends the hold. Returns how many were
 * held meanwhile and still are: then the hold stays.
 */
export async function executeResume(trx: Transaction, now: Date, planned: readonly PlannedMessage[]): Promise<number> {
  for (const { message, fate } of planned) {
    const { outboxId, status } = message;
    await trx('outbox').where({ outboxId, status }).update(changeFor({ message, fate }, now));
  }
  const [left] = await trx('outbox').where({ status: 'held' }).count('* as total');
  const total = Number(left?.total);
  if (total === 0) await trx('sending_holds').delete();
  return total;
}

function changeFor({ message, fate }: Pick<PlannedMessage, 'message' | 'fate'>, now: Date) {
  const settled = { unknownAt: null, sendingAt: null, leaseExpiresAt: null, errorCode: null };
  switch (fate.fate) {
    case 'send':
      return { ...settled, status: 'queued', dueAt: laterOf(message.dueAt, now), attempts: 0, error: null };
    case 'left':
      return { ...settled, status: 'sent', sentAt: fate.sent.at, providerSid: fate.sent.providerSid, error: null };
    case 'drop':
      return { ...settled, status: 'cancelled', error: fate.reason };
  }
}
