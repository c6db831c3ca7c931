import { sendSignInCode, signIn } from '#src/actions/members/sign-in.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { mobileOf } from '#src/http/framework/mobile-of.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { refusedField } from '#src/http/framework/refused-field.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { SECOND } from '#src/platform/duration.ts';
import { endTokens } from '#src/volunteers/sign-in/token.ts';
import { registerAnswer, registerBody, verifyAnswer, verifyBody } from './schema.ts';

const TAG = 'Sign in';

const register = endpoint({
  operationId: 'register',
  method: 'post',
  path: '/auth/register',
  tag: TAG,
  summary: 'Have a code texted to a number',
  access: 'public',
  body: registerBody,
  limit: 'codes',
  answers: { 200: { description: 'The same for every number.', schema: registerAnswer } },
  problems: [],
  handle: async ({ trx, settings, cause, body, remoteAddress: askedFrom }) => {
    const phone = mobileOf(settings, 'body.phone', body.phone);
    const sent = await sendSignInCode(trx, settings, { cause, phone, askedFrom, name: body.name });
    if (sent.outcome === 'notServed') throw refusedField('body.phone', 'codes are not texted to this country');
    if (sent.outcome === 'tooManySends') {
      return tooMany(settings, sent.againAt, 'Three codes in ten minutes are the limit.');
    }
    return { status: 200, body: { message: 'A code is on its way by text. Post it to /auth/verify.' } };
  },
});

const verify = endpoint({
  operationId: 'verify',
  method: 'post',
  path: '/auth/verify',
  tag: TAG,
  summary: 'Prove the number by its code',
  access: 'public',
  body: verifyBody,
  limit: 'verifications',
  answers: { 200: { description: 'Signed in.', schema: verifyAnswer } },
  problems: ['wrong_code', 'not_yours'],
  handle: async ({ trx, settings, cause, body, remoteAddress: askedFrom }) => {
    const phone = mobileOf(settings, 'body.phone', body.phone);
    const signed = await signIn(trx, settings, { cause, phone, askedFrom, code: body.code });
    switch (signed.outcome) {
      case 'signedIn':
        return { status: 200, body: { token: signed.token } };
      case 'tooManyTries':
        return tooMany(settings, signed.againAt, 'Five wrong codes. Register again then for a new one.');
      case 'onHold':
        return new Problem('not_yours', 'This number is off the roster. Please speak to a coordinator.');
      case 'nameMissing':
        return new Problem(
          'not_yours',
          'This number was not seen for long. Register again, with your name and surname.',
        );
      case 'wrong':
        return new Problem('wrong_code', 'Wrong, used or expired. Register again for a new one.');
    }
  },
});

const logout = endpoint({
  operationId: 'logout',
  method: 'post',
  path: '/auth/logout',
  tag: TAG,
  summary: 'End all tokens of the one who asks',
  access: 'signedIn',
  answers: { 204: { description: 'No token of yours counts any more.' } },
  problems: [],
  handle: async ({ trx, user }) => {
    await endTokens(trx, user.userId);
    return { status: 204 };
  },
});

export const authEndpoints = [register, verify, logout];

function tooMany({ clock }: WatchSettings, againAt: Date, detail: string): Problem {
  const seconds = Math.max(1, Math.ceil((againAt.getTime() - clock.now().getTime()) / SECOND));
  return new Problem('too_many_requests', detail, { headers: { 'Retry-After': String(seconds) } });
}
