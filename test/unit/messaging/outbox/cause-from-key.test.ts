import { expect, it } from 'vitest';
import { causeFromKey } from '#src/messaging/outbox/cause-from-key.ts';

it.each([
  ['inbox:12:answer:0', 'inbox:12'],
  ['alarm:7:inbox:12:3', 'inbox:12'],
  ['not-reached:inbox:12:alarm:7:3', 'inbox:12'],
  ['inbox:12:forwarded:help:+27821234567', 'inbox:12'],
  ['api:0b6c-11:code', 'api:0b6c-11'],
  ['command:0b6c-11:admitted:4', 'command:0b6c-11'],
  ['broadcast:3:9', 'broadcast:3'],
  ['reminder_2h:7:1795816800000:4', 'reminder_2h:7'],
])('%s was queued for %s', (key, cause) => {
  expect(causeFromKey(key)).toBe(cause);
});
