import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { hasGrantsOfOtherSecret, useUpGrant } from '#src/volunteers/numbers/used-grants.ts';
import { wasMembersNumber } from '#src/volunteers/numbers/was-members-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { countCoordinators } from './lock-member.ts';

export interface Grants {
  clock: Clock;
  /** E.164. Each of these numbers can become a coordinator once, at its first proof. */
  coordinatorPhones: readonly string[];
  /** The key of the number hashes. */
  secret: string;
}

/** Audit actions by which a coordinator decided about a member, or by which the number was proved already. */
const DECIDED = ['user.role', 'user.phone', 'user.refuse', 'user.remove', 'user.prove', 'user.prove_again'];

/**
 * Called whenever somebody proves a number. True: COORDINATOR_PHONES makes this person a coordinator now.
 *
 * That happens once, at the first proof of a number that nobody else had here and that no coordinator has decided about. The
 * setting does not know when a number is handed on, or when its owner is demoted or leaves, so it must not decide twice.
 * Afterwards, use `npm run admin -- promote`.
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
 * The audit tells what happened to a number, also before grants were recorded. Erasing these entries also uses up the grant.
 */
async function isDecided(trx: Transaction, { userId }: User): Promise<boolean> {
  const decision = trx('audit_events')
    .where({ subject: `user:${userId}` })
    .whereIn('action', DECIDED);
  return (await decision.first('auditEventId')) !== undefined;
}

/**
 * After a change of the secret, any number may have been proved before. Then the setting counts only while there is no
 * coordinator, because otherwise nobody could admit one.
 */
async function countsUnderThisSecret(trx: Transaction, secret: string): Promise<boolean> {
  if (!(await hasGrantsOfOtherSecret(trx, secret))) return true;
  // two transactions must not both find that there is no coordinator
  await lockName(trx, 'grantAfterSecretChange', 'grant');
  return (await countCoordinators(trx)) === 0;
}
