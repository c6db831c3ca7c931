import { describe, expect, it } from 'vitest';
import { flatForm } from '#src/messaging/twilio/flat-form.ts';
import { isSignedByTwilio, signatureFor } from '#src/messaging/twilio/signature.ts';

const token = '0123456789abcdef0123456789abcdef';
const url = 'https://bot.example.com/webhooks/twilio/sms';
const plain =
  'AccountSid=AC00000000000000000000000000000001&Body=Hi&From=%2B27820000001&MessageSid=SM00000000000000000000000000000001&NumMedia=0&To=%2B27600000001';
const rich =
  'AccountSid=AC00000000000000000000000000000001&Body=M%C3%B4re+%F0%9F%91%8B+1%2B1%3D2+%26+so&From=%2B27820000001&FromCity=&FromCountry=ZA&MessageSid=SM00000000000000000000000000000001&NumMedia=0&To=%2B27600000001';
const request = { tokens: [token], signature: 'PkQ5iRR0InBQwkkgAsrIJDszfA8=', url, params: flatForm(plain) };

describe('a request that Twilio signed', () => {
  it.each([
    ['plain words', plain, 'PkQ5iRR0InBQwkkgAsrIJDszfA8='],
    ['accents, emoji and an empty field', rich, 'FnSo9YT8vSHHU5CMwOZOJwbGKPk='],
  ])('is accepted with %s', (_what, body, signature) => {
    expect(signatureFor(token, url, flatForm(body))).toBe(signature);
    expect(isSignedByTwilio({ ...request, signature, params: flatForm(body) })).toBe(true);
  });

  it('is accepted with either of two tokens', () => {
    expect(isSignedByTwilio({ ...request, tokens: ['new-token', token] })).toBe(true);
    expect(isSignedByTwilio({ ...request, tokens: [token, 'new-token'] })).toBe(true);
  });

  it('is accepted with dotted, bracketed, repeated and untrimmed fields', () => {
    const params = flatForm('a.b=1&a%5Bb%5D=2&c=y&c=x&c=y&d=+e+');
    expect(isSignedByTwilio({ ...request, params, signature: signatureFor(token, url, params) })).toBe(true);
  });

  it('counts the query string', () => {
    const signature = signatureFor(token, `${url}?outbox=7`, request.params);
    expect(isSignedByTwilio({ ...request, url: `${url}?outbox=7`, signature })).toBe(true);
    expect(isSignedByTwilio({ ...request, url: `${url}?outbox=8`, signature })).toBe(false);
  });
});

describe('a request that Twilio did not sign', () => {
  it.each([
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a wrong signature', { signature: 'FnSo9YT8vSHHU5CMwOZOJwbGKPk=' }],
    ['another address', { url: 'https://bot.example.com/webhooks/twilio/other' }],
    ['another scheme', { url: url.replace('https', 'http') }],
    ['a changed field', { params: flatForm(plain.replace('Body=Hi', 'Body=Ho')) }],
    ['another token', { tokens: ['another'] }],
    ['no token', { tokens: [] }],
    ['a relative address', { url: '/webhooks/twilio/sms' }],
  ])('is refused: %s', (_what, change) => {
    expect(isSignedByTwilio({ ...request, ...change })).toBe(false);
  });

  it.each(['', ' '])('is refused if it was signed with the empty token "%s"', (empty) => {
    const signature = signatureFor(empty, url, request.params);
    expect(isSignedByTwilio({ ...request, tokens: [empty], signature })).toBe(false);
  });
});
