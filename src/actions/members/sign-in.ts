import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { causedBy, originatorOf, unknownOriginator } from '#src/notices/limit/originator.ts';
import { notifyOfSignIn, notifyOfSignInPause } from '#src/notices/members/sign-in-notices.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { isServed } from '#src/volunteers/numbers/served-numbers.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type Applicant, lockApplicant, lockCodeCount } from '#src/volunteers/sign-in/applicant.ts';
import { findReachedLimit, mustWithhold, type ReachedLimit } from '#src/volunteers/sign-in/code-limits.ts';
import { type IssueOutcome, issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import { proveCode } from '#src/volunteers/sign-in/prove-code.ts';
import { findSignInPause } from '#src/volunteers/sign-in/sign-in-pause.ts';
import { signToken, type TokenClaims } from '#src/volunteers/sign-in/token.ts';
import { forgetWrongCodesOf, mayTryAgainAt, rememberWrongCode } from '#src/volunteers/sign-in/wrong-codes.ts';
import { joinWatch, proveMember } from './join-watch.ts';

export type SignInCodeOutcome =
  | IssueOutcome
  /** Codes cost money, so they are sent to some countries only. */
  | { outcome: 'notServed' }
  | ({ outcome: 'limitReached' } & ReachedLimit)
  /** Somebody guesses the codes of this number. */
  | { outcome: 'paused'; againAt: Date };

/**
 * Texts a code to the number, whether it is known or not. When most codes of this hour are used, a code for a stranger is made
 * but not texted, and the outcome is the same.
 */
export async function sendSignInCode(
  trx: Transaction,
  settings: WatchSettings,
  { cause, name, ...applicant }: Applicant & { cause: string; name?: string | undefined },
): Promise<SignInCodeOutcome> {
  const { phone, askedFrom } = applicant;
  if (!isServed(phone, settings.codePrefixes)) return { outcome: 'notServed' };
  await lockApplicant(trx, applicant);
  const againAt = await findSignInPause(trx, settings.clock, phone);
  if (againAt) return { outcome: 'paused', againAt };
  await lockCodeCount(trx);
  const reached = await findReachedLimit(trx, settings, applicant);
  if (reached) return { outcome: 'limitReached', ...reached };
  const isMember = isOnWatch(await findUserByPhone(trx, phone));
  const isWithheld = await mustWithhold(trx, settings, { askedFrom, isMember });
  const issued = await issueCode(trx, settings, { ...applicant, purpose: 'api', name, isWithheld });
  if (issued.outcome === 'issued' && !isWithheld) await textCode(trx, settings, { cause, phone, issued });
  return issued;
}

async function textCode(
  trx: Transaction,
  settings: WatchSettings,
  { cause, phone, issued }: { cause: string; phone: string; issued: Extract<IssueOutcome, { outcome: 'issued' }> },
): Promise<void> {
  const { code, codeId, expiresAt } = issued;
  const minutes = Math.round(settings.codeLifetime / MINUTE);
  await enqueue(trx, settings, {
    messageType: 'otp',
    to: { identity: phone },
    body: settings.textsFor(undefined).signInCode({ ...watchFactsOf(settings), code, minutes }),
    key: `${cause}:code`,
    codeId,
    expiresAt,
  });
}

export type SignInOutcome =
  | { outcome: 'signedIn'; token: string; user: User }
  | { outcome: 'onHold' }
  /** The number must be proved again, so the person must give their name. */
  | { outcome: 'nameMissing' }
  /** The code is wrong, used or expired, or there was none. */
  | { outcome: 'wrong' }
  | { outcome: 'tooManyTries'; againAt: Date }
  /** Somebody guesses the codes of this number. */
  | { outcome: 'paused'; againAt: Date };

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
  const pausedUntil = await findSignInPause(trx, settings.clock, applicant.phone);
  if (pausedUntil) return { outcome: 'paused', againAt: pausedUntil };
  const againAt = await mayTryAgainAt(trx, settings.clock, applicant);
  if (againAt) return { outcome: 'tooManyTries', againAt };
  const proof = await proveCode(trx, settings, { ...applicant, purpose: 'api', code });
  if (proof.outcome !== 'proved') {
    await rememberWrongCode(trx, settings.clock, applicant);
    await pauseIfGuessed(trx, settings, applicant.phone);
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
  if (!isSignedIn) await notifyOfSignIn(trx, caused, { cause, user });
  return { outcome: 'signedIn', token: signToken(settings, user), user };
}

/** Tells the people concerned once this wrong code was one too many. Nobody knows a stranger, so nobody is told. */
async function pauseIfGuessed(trx: Transaction, settings: WatchSettings, phone: string): Promise<void> {
  if (!(await findSignInPause(trx, settings.clock, phone))) return;
  const user = await findUserByPhone(trx, phone);
  if (!user || !isOnWatch(user)) return;
  await audit(trx, settings.clock, {
    actorUserId: undefined,
    channel: 'service',
    action: 'user.pause_sign_in',
    subject: `user:${user.userId}`,
  });
  await notifyOfSignInPause(trx, settings, user);
}

function isOnWatch(user: User | undefined): boolean {
  return user?.status === 'active' || user?.status === 'pending';
}
