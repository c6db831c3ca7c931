import type { Transaction } from '#src/db/connect.ts';
import { before } from '#src/platform/duration.ts';
import { Ask, type AskClass, classOf } from './ask.ts';
import { findHanded, type Handed } from './handed.ts';
import { isRemembered, LONGEST_REMEMBERED } from './is-remembered.ts';

/** An ask with the time when its question was handed to the provider. Undefined: it was not, so nobody can answer it. */
export interface AskedQuestion {
  ask: Ask;
  askClass: AskClass;
  handed: Handed | undefined;
}

/** Spelled like the condition of its partial index: with a parameter, PostgreSQL's plan would read every ask. */
export const IS_OPEN = "status = 'open'";
export const HAS_ENDED = 'ended_at is not null';

/** Written like the condition of the index, which SQLite does not use for any other spelling. */
const HAS_NUMBER = "status <> 'left'";

/**
 * The asks that this person may be answering at `at`, oldest first: the open ones, and those that ended without an answer of
 * theirs not long before. Asks of an earlier owner of the number are left out.
 */
export async function listAskedQuestions(trx: Transaction, at: Date, identity: string): Promise<AskedQuestion[]> {
  const owner = trx('users').where({ phone: identity, status: 'active' }).whereRaw(HAS_NUMBER).select('userId');
  const theirs = () =>
    Ask.query(trx)
      .where({ identity })
      .where((same) => same.whereNull('userId').orWhereIn('userId', owner.clone()));
  const open = await theirs().whereRaw(IS_OPEN);
  const ended = await theirs()
    .whereRaw(HAS_ENDED)
    .where('endedAt', '>', before(at, LONGEST_REMEMBERED))
    .whereNot({ status: 'answered' });
  return withHanded(trx, [...open, ...ended.filter((ask) => isRemembered(ask, at))]);
}

/** The open asks of whoever is asked at this number, oldest first. */
export async function listOpenAsks(trx: Transaction, identity: string): Promise<AskedQuestion[]> {
  return withHanded(trx, await Ask.query(trx).where({ identity }).whereRaw(IS_OPEN));
}

async function withHanded(trx: Transaction, asks: readonly Ask[]): Promise<AskedQuestion[]> {
  const handed = await findHanded(trx, asks);
  const sorted = [...asks].sort((one, other) => one.askId - other.askId);
  return sorted.map((ask) => ({ ask, askClass: classOf(ask.kind), handed: handed.get(ask.askId) }));
}
