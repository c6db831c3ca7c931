import type { Transaction } from '#src/db/connect.ts';
import { Ask } from './ask.ts';

export async function findAsk(trx: Transaction, askId: number): Promise<Ask | undefined> {
  return Ask.query(trx).findById(askId);
}

export async function listAsksById(trx: Transaction, askIds: readonly number[]): Promise<Ask[]> {
  return Ask.query(trx)
    .findByIds([...askIds])
    .orderBy('askId');
}
