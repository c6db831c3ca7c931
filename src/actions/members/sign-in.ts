import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { causedBy, originatorOf, unknownOriginator } from '#src/notices/limit/originator.ts';
import { notifyCoordinators } from '#src/notices/notify.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { isServed } from '#src/volunteers/numbers/served-numbers.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type IssueOutcome, issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import { proveCode } from '#src/volunteers/sign-in/prove-code.ts';
import { signToken, type TokenClaims } from '#src/volunteers/sign-in/token.ts';
import {
  type Applicant,
  forgetWrongCodesOf,
  lockApplicant,
  mayTryAgainAt,
  rememberWrongCode,
} from '#src/volunteers/sign-in/wrong-codes.ts';
import { joinWatch, proveMember } from './join-watch.ts';

/** `notServed`: codes cost money, so they are sent to some countries only. */
export type SignInCodeOutcome = IssueOutcome | { outcome: 'notServed' };

/** Texts a code to the number, whether it is known or not. */
export async function sendSignInCode(
  trx: Transaction,
  settings: WatchSettings,
  { cause, name, ...applicant }: Applicant & { cause: string; name?: string | undefined },
): Promise<SignInCodeOutcome> {
  if (!isServed(applicant.phone, settings.codePrefixes)) return { outcome: 'notServed' };
  await lockApplicant(trx, applicant);
  const issued = await issueCode(trx, settings, { ...applicant, purpose: 'api', name });
  if (issued.outcome !== 'issued') return issued;
  const { code, codeId, expiresAt } = issued;
  const minutes = Math.round(settings.codeLifetime / MINUTE);
  await enqueue(trx, settings, {
    messageType: 'otp',
    to: { identity: applicant.phone },
    body: settings.textsFor(undefined).signInCode({ ...watchFactsOf(settings), code, minutes }),
    key: `${cause}:code`,
    codeId,
    expiresAt,
  });
  return issued;
}

export type SignInOutcome =
  | { outcome: 'signedIn'; token: string; user: User }
  | { outcome: 'onHold' }
  /** The number must be proved again, so the person must give their name. */
  | { outcome: 'nameMissing' }
  /** The code is wrong, used or expired, or there was none. */
  | { outcome: 'wrong' }
  | { outcome: 'tooManyTries'; againAt: Date };

/**
 * Proves the number by its code. A newcomer joins this way. After five wrong codes, even the correct one has to wait. `held`:
 * the token that the caller has already.
 */
export async function signIn(
  trx: Transaction,
  settings: WatchSettings,
  { cause, code, held, ...applicant }: Applicant & { cause: string; code: string; held?: TokenClaims | undefined },
): Promise<SignInOutcome> {
  await lockApplicant(trx, applicant);
  const againAt = await mayTryAgainAt(trx, settings.clock, applicant);
  if (againAt) return { outcome: 'tooManyTries', againAt };
  const proof = await proveCode(trx, settings, { ...applicant, purpose: 'api', code });
  if (proof.outcome !== 'proved') {
    await rememberWrongCode(trx, settings.clock, applicant);
    return { outcome: 'wrong' };
  }
  await forgetWrongCodesOf(trx, applicant);
  const { phone } = applicant;
  const known = await findUserByPhone(trx, phone);
  const name = proof.name ?? settings.textsFor(undefined).unnamed();
  // networks hand numbers on. Only the name tells whether it is still the same person
  if (known?.status === 'unproved' && proof.name === null) return { outcome: 'nameMissing' };
  const caused = causedBy(settings, known ? originatorOf(known) : unknownOriginator(phone));
  const isKnown = known && known.status !== 'unproved';
  const user = isKnown
    ? await proveMember(trx, caused, { cause, channel: 'api', user: known })
    : (await joinWatch(trx, caused, { cause, channel: 'api', phone, name })).user;
  if (user.status === 'suspended') return { outcome: 'onHold' };
  // a fresh proof of somebody who is signed in: the others were told when they signed in
  const isSignedIn = held?.userId === user.userId && held.generation === user.tokenGeneration;
  if (!isSignedIn) await notifyOfCoordinator(trx, caused, cause, user);
  return { outcome: 'signedIn', token: signToken(settings, user), user };
}

/** A coordinator's sign-in can see every number, so the other coordinators must know. */
async function notifyOfCoordinator(
  trx: Transaction,
  settings: WatchSettings,
  cause: string,
  user: User,
): Promise<void> {
  if (!user.isCoordinator) return;
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:signed-in`,
    text: (texts) => texts.coordinatorSignedIn({ name: user.name }),
    except: [user.userId],
  });
}
