import { describe, expect, it } from 'vitest';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';

describe('opt-out words', () => {
  it.each([
    'STOP',
    'stop',
    ' Stop. ',
    '"STOP"',
    'STOPALL',
    'unsubscribe',
    'Cancel',
    'END',
    'quit!',
    'Revoke',
    'OptOut',
    'stop 🙏',
  ])('%s stops by SMS', (body) => {
    expect(readOptOut(body, 'sms')).toBe('stop');
  });

  it.each(['START', 'start.', 'Unstop'])('%s starts', (body) => {
    expect(readOptOut(body, 'sms')).toBe('start');
    expect(readOptOut(body, 'whatsapp')).toBe('start');
  });

  it('leaves it to the caller whether YES is a start', () => {
    expect(readOptOut('Yes', 'sms')).toBe('maybeStart');
  });

  it.each(['cancel', 'End', 'QUIT!'])('%s makes us ask what was meant on WhatsApp', (body) => {
    expect(readOptOut(body, 'whatsapp')).toBe('ask');
  });

  it.each(['stop', 'stopall', 'unsubscribe', 'revoke', 'optout'])('%s stops on WhatsApp too', (body) => {
    expect(readOptOut(body, 'whatsapp')).toBe('stop');
  });

  it.each(['we must stop this', 'cancel my shift', 'stop it', 'drop k7', '', 'y'])(
    '"%s" is not an opt-out word',
    (body) => {
      expect(readOptOut(body, 'sms')).toBeUndefined();
    },
  );
});
