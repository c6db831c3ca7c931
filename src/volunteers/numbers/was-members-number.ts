import type { Transaction } from '#src/db/connect.ts';

/** Whether this is or was the number of a member, who may have left or changed it. `exceptUserId` does not count. */
export async function wasMembersNumber(trx: Transaction, phone: string, exceptUserId?: number): Promise<boolean> {
  const holders = trx('users').where({ phone });
  if (exceptUserId !== undefined) holders.whereNot({ userId: exceptUserId });
  if (await holders.first('userId')) return true;
  const givenUp = trx('audit_events')
    .where({ action: 'user.phone' })
    .where('before', 'like', `%"phone":${JSON.stringify(phone)}%`);
  return (await givenUp.first('auditEventId')) !== undefined;
}
