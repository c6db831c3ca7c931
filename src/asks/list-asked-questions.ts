import type { Transaction } from '#src/db/connect.ts';
import { before, DAY } from '#src/platform/duration.ts';
import { Ask, type AskClass, classOf } from './ask.ts';
import { findHanded, type Handed } from './handed.ts';

/** An ask with the time when its question was handed to the provider. Undefined: it was not, so nobody can answer it. */
export interface AskedQuestion {
  ask: Ask;
  askClass: AskClass;
  handed: Handed | undefined;
}

/** Somebody may still answer an ask that has ended. After this time, a bare answer no longer means it. */
const LATE_ANSWERS_COUNT = DAY;

/** Spelled like the condition of its partial index: with a parameter, PostgreSQL's plan would read every ask. */
export const IS_OPEN = "status = 'open'";
const HAS_ENDED = 'ended_at is not null';

/** Written like the condition of the index, which SQLite does not use for any other spelling. */
const HAS_NUMBER = "status <> 'left'";

/**
 * The asks that this person may be answering now, oldest first: the open ones, and those that ended within a day without an
 * answer of theirs. Asks of an earlier owner of the number are left out.
 */
export async function listAskedQuestions(trx: Transaction, now: Date, identity: string): Promise<AskedQuestion[]> {
  const owner = trx('users').where({ phone: identity, status: 'active' }).whereRaw(HAS_NUMBER).select('userId');
  const theirs = () =>
    Ask.query(trx)
      .where({ identity })
      .where((same) => same.whereNull('userId').orWhereIn('userId', owner.clone()));
  const open = await theirs().whereRaw(IS_OPEN);
  const ended = await theirs()
    .whereRaw(HAS_ENDED)
    .where('endedAt', '>', before(now, LATE_ANSWERS_COUNT))
    .whereNot({ status: 'answered' });
  return withHanded(trx, [...open, ...ended]);
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
