import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { hasGrantsOfOtherSecret, useUpGrant } from '#src/volunteers/numbers/used-grants.ts';
import { wasMembersNumber } from '#src/volunteers/numbers/was-members-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { countCoordinators } from './lock-member.ts';

export interface Grants {
  clock: Clock;
  /** E.164. Each of these may become a coordinator once, when the number is proved for the first time. */
  coordinatorPhones: readonly string[];
  /** The key of the hashes of numbers. */
  secret: string;
}

/** After one of these a coordinator has decided about this member, or the number was proved already. */
const DECIDED = ['user.role', 'user.phone', 'user.refuse', 'user.remove', 'user.prove', 'user.prove_again'];

/**
 * Call it whenever somebody proves a number. True: COORDINATOR_PHONES makes this person a coordinator now.
 *
 * That happens once, at the first proof of a number that nobody else had here and that no coordinator has decided about. A
 * number is handed on, and its owner is demoted or leaves: the configuration does not know that, so it must not decide
 * twice. `npm run admin -- promote` is the way back.
 */
export async function takeGrant(trx: Transaction, grants: Grants, user: User): Promise<boolean> {
  const { phone } = user;
  if (phone === null) return false;
  const isFirstProof = await useUpGrant(trx, { secret: grants.secret, now: grants.clock.now() }, phone);
  if (!isFirstProof || !grants.coordinatorPhones.includes(phone)) return false;
  if (!user.isActive && user.status !== 'pending') return false;
  if (await wasMembersNumber(trx, phone, user.userId)) return false;
  if (await isDecided(trx, user)) return false;
  return countsUnderThisSecret(trx, grants.secret);
}

/**
 * While people are known here, their rows and the audit tell what happened to a number; what would erase that spends the
 * grant. So this also holds for everything that happened before there were hashes.
 */
async function isDecided(trx: Transaction, { userId }: User): Promise<boolean> {
  const decision = trx('audit_events')
    .where({ subject: `user:${userId}` })
    .whereIn('action', DECIDED);
  return (await decision.first('auditEventId')) !== undefined;
}

/**
 * After a change of the secret any number may be one that was proved before. So the configuration counts only where there
 * is no coordinator: nobody else could let one in.
 */
async function countsUnderThisSecret(trx: Transaction, secret: string): Promise<boolean> {
  if (!(await hasGrantsOfOtherSecret(trx, secret))) return true;
  // two at the same moment must not both find that there is none
  await lockName(trx, 'grantAfterSecretChange', 'grant');
  return (await countCoordinators(trx)) === 0;
}
