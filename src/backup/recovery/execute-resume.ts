import type { Transaction } from '#src/db/connect.ts';
import { laterOf } from '#src/platform/duration.ts';
import type { PlannedMessage } from './plan-resume.ts';

/**
 * Carries out the plan for each message whose status has not changed since, and ends the hold. Returns the number of messages
 * that were held in the meantime. If there are any, the hold stays.
 */
export async function executeResume(trx: Transaction, now: Date, planned: readonly PlannedMessage[]): Promise<number> {
  for (const { message, decision } of planned) {
    const { outboxId, status } = message;
    await trx('outbox').where({ outboxId, status }).update(changeFor({ message, decision }, now));
  }
  const [left] = await trx('outbox').where({ status: 'held' }).count('* as total');
  const total = Number(left?.total);
  if (total === 0) await trx('sending_holds').delete();
  return total;
}

function changeFor({ message, decision }: Pick<PlannedMessage, 'message' | 'decision'>, now: Date) {
  const settled = { unknownAt: null, sendingAt: null, leaseExpiresAt: null, errorCode: null };
  switch (decision.action) {
    case 'send':
      return { ...settled, status: 'queued', dueAt: laterOf(message.dueAt, now), attempts: 0, error: null };
    case 'alreadySent':
      return {
        ...settled,
        status: 'sent',
        sentAt: decision.sent.at,
        providerSid: decision.sent.providerSid,
        error: null,
      };
    case 'cancel':
      return { ...settled, status: 'cancelled', error: decision.reason };
  }
}
