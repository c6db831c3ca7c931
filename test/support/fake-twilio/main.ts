import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { DEVELOPMENT_ACCOUNT_SID, DEVELOPMENT_AUTH_TOKEN } from '#src/config.ts';
import { samplePicture, sampleSound } from '#src/simulator/sample-files.ts';
import { goodNumber } from './fake-account.ts';
import { createFakeTwilio } from './fake-twilio.ts';
import type { FakeFile } from './media.ts';

/** `npm run fake-twilio`: the whole service with SENDER=twilio, and no account. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    service: { type: 'string', default: 'http://127.0.0.1:3000' },
    account: { type: 'string', default: DEVELOPMENT_ACCOUNT_SID },
    token: { type: 'string', default: DEVELOPMENT_AUTH_TOKEN },
  },
});

const FILES: Record<string, FakeFile> = {
  photo: { content: samplePicture(), contentType: 'image/png' },
  voice: { content: sampleSound(), contentType: 'audio/wav' },
};

const fake = await createFakeTwilio({
  accountSid: values.account,
  authToken: values.token,
  port: Number(values.port),
  onReceived: ({ to, body }) => console.log(`${to} < ${body}`),
});
fake.account.numbers.push(goodNumber('+27600000001', values.service));
console.log(`Twilio is at ${fake.url}. Start the service with:
  SENDER=twilio TWILIO_API_BASE_URL=${fake.url} TWILIO_SMS_FROM=+27600000001 TWILIO_WHATSAPP_FROM=whatsapp:+27600000001 \\
  TWILIO_ACCOUNT_SID=${values.account} TWILIO_AUTH_TOKEN=${values.token} npm start
Then type a number and a text: +27821234567 hello (whatsapp:+27821234567 for WhatsApp).
With a picture or a voice note: +27821234567 /photo of the gate, +27821234567 /voice.`);

for await (const line of createInterface({ input: process.stdin })) {
  const [, From, command, Body = ''] = /^(\S+)\s+(?:\/(photo|voice)\b\s*)?(.*)$/.exec(line) ?? [];
  if (!From) continue;
  const file = command === undefined ? undefined : FILES[command];
  const media = file && { NumMedia: '1', MediaUrl0: fake.media.add(file), MediaContentType0: file.contentType };
  const response = await fake.text(values.service, { From, Body, ...media }).catch(() => undefined);
  if (response?.status !== 200) console.log(`the service answered ${response?.status ?? 'nothing'}`);
}
await fake.settled();
