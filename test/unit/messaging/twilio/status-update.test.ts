import { describe, expect, it } from 'vitest';
import { flatForm } from '#src/messaging/twilio/flat-form.ts';
import { statusUpdateOf } from '#src/messaging/twilio/status-update.ts';

const NO_QUERY = flatForm('');

describe('a status callback', () => {
  it('has the status, the error and our id of the text', () => {
    expect(
      statusUpdateOf(flatForm('MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003'), flatForm('outbox=42')),
    ).toEqual({ providerSid: 'SM1', status: 'undelivered', errorCode: '30003', outboxId: 42 });
  });

  it('leaves out missing fields', () => {
    expect(statusUpdateOf(flatForm('MessageSid=SM1&MessageStatus=sent&ErrorCode='), NO_QUERY)).toEqual({
      providerSid: 'SM1',
      status: 'sent',
    });
  });

  it.each([
    ['accepted', 'queued'],
    ['canceled', 'failed'],
    ['read', 'read'],
  ])('takes %s as %s', (word, status) => {
    expect(statusUpdateOf(flatForm(`MessageSid=SM1&MessageStatus=${word}`), NO_QUERY)?.status).toBe(status);
  });

  it.each(['42x', '-1', '0', '1e9', '99999999999999999999'])('does not take %s for our id', (outbox) => {
    const update = statusUpdateOf(flatForm('MessageSid=SM1&MessageStatus=sent'), { outbox });
    expect(update).not.toHaveProperty('outboxId');
  });

  it.each(['MessageStatus=sent', 'MessageSid=SM1', 'MessageSid=SM1&MessageStatus=constructor'])(
    'is none with only %s',
    (body) => {
      expect(statusUpdateOf(flatForm(body), NO_QUERY)).toBeUndefined();
    },
  );
});
