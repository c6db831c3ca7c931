import type { Transaction } from '#src/db/connect.ts';
import { Ask } from './ask.ts';

/** An open ask, with the time when its question was handed to the provider. Undefined: not yet, so nobody can answer it. */
export interface OpenAsk {
  ask: Ask;
  handedAt: Date | undefined;
}

/** The open asks of a person, oldest first. */
export async function listOpenAsks(trx: Transaction, identity: string): Promise<OpenAsk[]> {
  const asks = await Ask.query(trx).where({ identity, status: 'open' }).orderBy(['openedAt', 'askId']);
  if (asks.length === 0) return [];
  const ids = asks.map(({ askId }) => askId);
  const sent: { askId: number; handedAt: Date | number | null }[] = await trx('outbox')
    .whereIn('askId', ids)
    .groupBy('askId')
    .select('askId')
    .max('sendingAt as handedAt');
  const handed = new Map(sent.flatMap(({ askId, handedAt }) => (handedAt === null ? [] : [[askId, handedAt]])));
  return asks.map((ask) => {
    const at = handed.get(ask.askId);
    return { ask, handedAt: at === undefined ? undefined : new Date(at) };
  });
}

export async function findAsk(trx: Transaction, askId: number): Promise<Ask | undefined> {
  return Ask.query(trx).findById(askId);
}
