import type { Transaction } from '#src/db/connect.ts';

/** Written exactly like the condition of the index. SQLite does not use the index for any other spelling or a bound value. */
const CHANGES_OF_NUMBER = "action = 'user.phone'";

/** Whether this is or was the number of a member, who may have left or changed it. `exceptUserId` does not count. */
export async function wasMembersNumber(trx: Transaction, phone: string, exceptUserId?: number): Promise<boolean> {
  const holders = trx('users').where({ phone });
  if (exceptUserId !== undefined) holders.whereNot({ userId: exceptUserId });
  if (await holders.first('userId')) return true;
  const givenUp = trx('audit_events')
    .whereRaw(CHANGES_OF_NUMBER)
    .where('before', 'like', `%"phone":${JSON.stringify(phone)}%`);
  return (await givenUp.first('auditEventId')) !== undefined;
}
