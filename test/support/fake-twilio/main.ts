import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { DEVELOPMENT_ACCOUNT_SID, DEVELOPMENT_AUTH_TOKEN } from '#src/config.ts';
import { createFakeTwilio } from './fake-twilio.ts';

/** `npm run fake-twilio`: the whole service with SENDER=twilio, and no account. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    service: { type: 'string', default: 'http://127.0.0.1:3000' },
    account: { type: 'string', default: DEVELOPMENT_ACCOUNT_SID },
    token: { type: 'string', default: DEVELOPMENT_AUTH_TOKEN },
  },
});

const fake = await createFakeTwilio({
  accountSid: values.account,
  authToken: values.token,
  port: Number(values.port),
  onReceived: ({ to, body }) => console.log(`${to} < ${body}`),
});
console.log(`Twilio is at ${fake.url}. Start the service with:
  SENDER=twilio TWILIO_API_BASE_URL=${fake.url} TWILIO_SMS_FROM=+27600000001 TWILIO_WHATSAPP_FROM=whatsapp:+27600000001 \\
  TWILIO_ACCOUNT_SID=${values.account} TWILIO_AUTH_TOKEN=${values.token} npm start
Then type a number and a text: +27821234567 hello (whatsapp:+27821234567 for WhatsApp).`);

for await (const line of createInterface({ input: process.stdin })) {
  const [, From, Body = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
  if (!From) continue;
  const response = await fake.text(values.service, { From, Body }).catch(() => undefined);
  if (response?.status !== 200) console.log(`the service answered ${response?.status ?? 'nothing'}`);
}
await fake.settled();
