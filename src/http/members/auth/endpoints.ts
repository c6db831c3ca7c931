import { sendSignInCode, signIn } from '#src/actions/members/sign-in.ts';
import { readClaims } from '#src/http/framework/authenticate.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { retryAfter } from '#src/http/framework/retry-after.ts';
import { readMobile } from '#src/http/framework/values/read-mobile.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { CodesAnHour } from '#src/volunteers/sign-in/code-limits.ts';
import { endTokens } from '#src/volunteers/sign-in/token.ts';
import { limitVerifications } from './limits.ts';
import { registerAnswer, registerBody, verifyAnswer, verifyBody } from './schema.ts';

const TAG = 'Sign in';
/** A refused sign-in commits: a wrong code counts as a try, and a right one is used up. */
const KEPT = { keepsWrites: true };

/** Says nothing about the number: whether it is a member's, and whether codes are kept for members just now. */
const ON_ITS_WAY =
  'If a text can reach this number now, a code is on its way. Post it to /auth/verify. No text? Text JOIN to us instead.';
const REACHED: Record<keyof CodesAnHour, string> = {
  forAddress: 'Too many codes were requested from your network.',
  forPhone: 'Too many codes were requested for this number.',
  forAll: 'Too many codes were requested. Text JOIN instead, or wait.',
};

const register = endpoint({
  operationId: 'register',
  kind: 'write',
  method: 'post',
  path: '/auth/register',
  tag: TAG,
  summary: 'Text a code to a number',
  access: 'public',
  body: registerBody,
  answers: { 200: { description: 'The same answer for every number.', schema: registerAnswer } },
  problems: ['sign_in_paused'],
  handle: async ({ trx, settings, cause, body, remoteAddress: askedFrom }) => {
    const phone = readMobile(settings, 'body.phone', body.phone);
    const sent = await sendSignInCode(trx, settings, { cause, phone, askedFrom, name: body.name });
    switch (sent.outcome) {
      case 'notServed':
        return invalidField('body.phone', 'we do not text codes to this country');
      case 'tooManySends':
        return tooMany(settings, sent.againAt, 'You may request three codes in ten minutes.');
      case 'limitReached':
        return tooMany(settings, sent.againAt, REACHED[sent.limit]);
      case 'paused':
        return paused(settings, sent.againAt);
      case 'issued':
        return { status: 200, body: { message: ON_ITS_WAY } };
    }
  },
});

const verify = endpoint({
  operationId: 'verify',
  kind: 'write',
  method: 'post',
  path: '/auth/verify',
  tag: TAG,
  summary: 'Sign in with the code',
  access: 'public',
  body: verifyBody,
  limit: limitVerifications,
  answers: {
    200: {
      description:
        'Signed in. If the request has a token that is valid, this is a fresh proof, and the other coordinators are not told of a sign-in.',
      schema: verifyAnswer,
    },
  },
  problems: ['wrong_code', 'not_yours', 'sign_in_paused'],
  handle: async ({ trx, settings, cause, body, header, remoteAddress: askedFrom }) => {
    const phone = readMobile(settings, 'body.phone', body.phone);
    const held = readClaims(settings, header('authorization'));
    const signed = await signIn(trx, settings, { cause, phone, askedFrom, code: body.code, held });
    switch (signed.outcome) {
      case 'signedIn':
        return { status: 200, body: { token: signed.token } };
      case 'tooManyTries':
        return tooMany(settings, signed.againAt, 'Five codes were wrong. Wait, then register again for a new one.');
      case 'paused':
        return paused(settings, signed.againAt);
      case 'onHold':
        return new Problem('not_yours', 'This number is suspended. Please speak to a coordinator.', KEPT);
      case 'nameMissing':
        return new Problem(
          'not_yours',
          'We have not heard from this number in a long time. Register again with your name.',
          KEPT,
        );
      case 'wrong':
        return new Problem('wrong_code', 'The code is wrong, used or expired. Register again for a new one.', KEPT);
    }
  },
});

const logout = endpoint({
  operationId: 'logout',
  kind: 'write',
  method: 'post',
  path: '/auth/logout',
  tag: TAG,
  summary: 'End all my tokens',
  access: 'signedIn',
  answers: { 204: { description: 'None of your tokens is valid any more.' } },
  problems: [],
  handle: async ({ trx, settings, user }) => {
    await endTokens(trx, settings.clock.now(), user.userId);
    return { status: 204 };
  },
});

export const authEndpoints = [register, verify, logout];

function tooMany(settings: WatchSettings, againAt: Date, detail: string): Problem {
  return new Problem('too_many_requests', detail, { headers: retryAfter(settings.clock.now(), againAt) });
}

/** The same for every number, so that it does not tell who is a member. */
function paused(settings: WatchSettings, againAt: Date): Problem {
  return new Problem(
    'sign_in_paused',
    'Too many wrong codes were typed for this number, so it cannot sign in here for up to a day. Texting us still works.',
    { headers: retryAfter(settings.clock.now(), againAt) },
  );
}
