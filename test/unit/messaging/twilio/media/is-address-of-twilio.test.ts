import { expect, it } from 'vitest';
import { isAddressOfTwilio } from '#src/messaging/twilio/media/is-address-of-twilio.ts';

const TWILIO = 'https://api.twilio.com';
const STAND_IN = 'http://127.0.0.1:4010';

it.each([
  [TWILIO, 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0'],
  [`${TWILIO}/`, 'https://api.twilio.com/x'],
  [TWILIO, 'https://mcs.us1.twilio.com/v1/Media/ME0'],
  [STAND_IN, 'http://127.0.0.1:4010/x'],
])('with %s, %s is', (base, address) => {
  expect(isAddressOfTwilio(new URL(address), base)).toBe(true);
});

it.each([
  [TWILIO, 'http://api.twilio.com/x'],
  [TWILIO, 'https://api.twilio.com:8443/x'],
  [TWILIO, 'https://eviltwilio.com/x'],
  [TWILIO, 'https://twilio.com.evil.example/x'],
  [TWILIO, 'https://evil.example/api.twilio.com'],
  [TWILIO, 'https://api.twilio.com@evil.example/x'],
  [TWILIO, 'https://me:mine@api.twilio.com/x'],
  [STAND_IN, 'http://127.0.0.1:4011/x'],
  [STAND_IN, 'https://127.0.0.1:4010/x'],
  [STAND_IN, 'https://api.twilio.com/x'],
  ['https://proxy.example', 'https://api.twilio.com/x'],
])('with %s, %s is not', (base, address) => {
  expect(isAddressOfTwilio(new URL(address), base)).toBe(false);
});
