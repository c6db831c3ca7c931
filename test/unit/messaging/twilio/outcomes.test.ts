import { describe, expect, it } from 'vitest';
import { meaningOfCode, outcomeOf } from '#src/messaging/twilio/outcomes.ts';
import { failureOfNetwork } from '#src/messaging/twilio/twilio-failure.ts';

const now = new Date('2026-11-28T20:00:00.000Z');

describe('what Twilio’s codes mean', () => {
  it.each([
    ['failed', [21211, 21212, 21408, 21608, 21612, 21614, 21617, 63021, 63024, 30004, 30005, 30006, 30007, 30034]],
    ['optedOut', [21610]],
    ['unreachableOnChannel', [63003, 63015, 63016]],
    ['senderBroken', [20003, 30002, 63038, 21606]],
    ['retry', [20429, 20503, 21611, 63017, 63018, 30003, 30008, 14107]],
    ['unknown', [20500]],
  ])('%s', (outcome, codes) => {
    for (const code of codes) {
      expect(outcomeOf({ status: 400, code }, now)).toMatchObject({ outcome, code: String(code) });
      expect(meaningOfCode(code)?.outcome).toBe(outcome);
    }
  });

  it('does not know every code', () => {
    expect(meaningOfCode(99999)).toBeUndefined();
    expect(outcomeOf({ status: 400, code: 99999 }, now)).toMatchObject({ outcome: 'failed', code: '99999' });
  });
});

describe('what an answer without a known code means', () => {
  it.each([
    [302, 'senderBroken'],
    [400, 'failed'],
    [401, 'senderBroken'],
    [403, 'senderBroken'],
    [404, 'senderBroken'],
    [408, 'unknown'],
    [429, 'retry'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
  ])('HTTP %i: %s', (status, outcome) => {
    expect(outcomeOf({ status }, now)).toMatchObject({ outcome, code: `HTTP ${status}` });
  });
});

describe('how long to wait', () => {
  it.each([
    ['7', 7000],
    ['Sat, 28 Nov 2026 20:01:00 GMT', 60_000],
    ['Sat, 28 Nov 2026 19:00:00 GMT', 0],
  ])('is read from Retry-After: %s', (retryAfter, afterMs) => {
    expect(outcomeOf({ status: 429, retryAfter }, now)).toMatchObject({ outcome: 'retry', afterMs });
  });

  it('is left open otherwise', () => {
    expect(outcomeOf({ status: 429, retryAfter: 'soon' }, now)).not.toHaveProperty('afterMs');
    expect(outcomeOf({ status: 429 }, now)).not.toHaveProperty('afterMs');
  });

  it('is half a minute after too many texts between two numbers', () => {
    expect(outcomeOf({ status: 400, code: 14107 }, now)).toMatchObject({ afterMs: 30_000 });
  });
});

describe('what a broken connection means', () => {
  const error = (code: string, syscall?: string) => Object.assign(new Error('secret'), { code, syscall });

  it.each([
    ['refused', error('ECONNREFUSED', 'connect'), 'retry'],
    ['a name that is not found', error('ENOTFOUND', 'getaddrinfo'), 'retry'],
    ['a name server that is away', error('EAI_AGAIN', 'getaddrinfo'), 'retry'],
    ['a time-out while connecting', error('ETIMEDOUT', 'connect'), 'retry'],
    ['every address of a name refused', new AggregateError([error('EHOSTUNREACH', 'connect')]), 'retry'],
    ['the cause, inside the error of the client', new Error('x', { cause: error('EHOSTUNREACH', 'connect') }), 'retry'],
    ['a bad certificate', error('CERT_HAS_EXPIRED'), 'retry'],
    ['a reset', error('ECONNRESET', 'read'), 'unknown'],
    ['a time-out', error('ECONNABORTED'), 'unknown'],
    ['a broken pipe', error('EPIPE', 'write'), 'unknown'],
    ['something else', 'oops', 'unknown'],
  ])('%s', (_what, thrown, outcome) => {
    const result = outcomeOf(failureOfNetwork(thrown).facts, now);
    expect(result.outcome).toBe(outcome);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
