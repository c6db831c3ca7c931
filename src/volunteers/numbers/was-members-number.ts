import type { Transaction } from '#src/db/connect.ts';

/** Whether a member has this number, or had it: they left with it, or were given another one. `besides` does not count. */
export async function wasMembersNumber(trx: Transaction, phone: string, besides?: number): Promise<boolean> {
  const holders = trx('users').where({ phone });
  if (besides !== undefined) holders.whereNot({ userId: besides });
  if (await holders.first('userId')) return true;
  const givenUp = trx('audit_events')
    .where({ action: 'user.phone' })
    .where('before', 'like', `%"phone":${JSON.stringify(phone)}%`);
  return (await givenUp.first('auditEventId')) !== undefined;
}
