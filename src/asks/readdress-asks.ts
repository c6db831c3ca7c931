import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { Ask } from './ask.ts';
import { endOpenAsks } from './end-ask.ts';
import { IS_OPEN } from './list-asked-questions.ts';

/**
 * A person has another number. Their open asks go on there, and whoever has the earlier number can't answer them. Questions on
 * their way to the earlier number are not sent, so the caller asks again. Returns the asks.
 */
export async function readdressAsks(
  trx: Transaction,
  { clock }: { clock: Clock },
  { userId, identity }: { userId: number; identity: string },
): Promise<Ask[]> {
  // of an earlier owner of the number
  await endOpenAsks(trx, clock, {
    status: 'withdrawn',
    which: (asks) => void asks.where({ identity }).where((others) => others.whereNull('userId').orWhereNot({ userId })),
  });
  const rows: object[] = await trx('asks').where({ userId }).whereRaw(IS_OPEN).update({ identity }).returning('*');
  return rows.map((row): Ask => Ask.fromDatabaseJson(row)).sort((one, other) => one.askId - other.askId);
}
