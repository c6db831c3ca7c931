import { parseConfig } from '#src/config.ts';
import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';
import { systemClock } from '#src/platform/clock.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import { mixOf, phoneOf } from './crowd.ts';
import { sidOf } from './talk.ts';

/** Handles texts and sends the answers in one process, one text at a time, and prints what a text cost in milliseconds. */
const { DATABASE_URL, MOCK_OUTBOX_FILE, WARM_UP, MEASURED } = process.env;
const env = { DATABASE_URL, MOCK_OUTBOX_FILE, JWT_SECRET: 'a secret for measuring, and for nothing else' };
const services = await createServices({ config: parseConfig(env), log: silentLog, clock: systemClock });
const warmUp = Number(WARM_UP);
const people = warmUp + Number(MEASURED);

let before = process.cpuUsage();
let from = performance.now();
let texts = 0;
for (let person = 0; person < people; person += 1) {
  if (person === warmUp) {
    before = process.cpuUsage();
    from = performance.now();
    texts = 0;
  }
  for (const [index, body] of mixOf(person).entries()) {
    const { inboxId, conversationId } = await services.inbox.receive(inboundOf(person, index, body), { isTried: true });
    await services.conversations.advance(conversationId, inboxId);
    await services.outbox.drain();
    texts += 1;
  }
}
const { user, system } = process.cpuUsage(before);
const processor = (user + system) / 1000 / texts;
console.log(JSON.stringify({ processor, elapsed: (performance.now() - from) / texts }));
await services[Symbol.asyncDispose]();

function inboundOf(person: number, index: number, body: string): InboundMessage {
  const from = phoneOf(person);
  return {
    providerSid: sidOf(person, index),
    from,
    to: '+27600000000',
    channel: 'sms',
    body,
    attachments: [],
    raw: JSON.stringify({ From: from, Body: body }),
  };
}
