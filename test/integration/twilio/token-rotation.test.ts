import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { createApp } from '#src/app.ts';
import { parseConfig } from '#src/config.ts';
import { systemClock } from '#src/platform/clock.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { createFakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { freePort } from '#test/support/free-port.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const OLD = '0123456789abcdef0123456789abcdef';
const NEW = 'fedcba9876543210fedcba9876543210';
const THANDI = '+27821234567';

onBothDatabases((db, _kind, databaseUrl) => {
  test('a token is rotated step by step, and no text is refused or unanswered', async () => {
    const fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: OLD });
    const url = `http://127.0.0.1:${await freePort()}`;
    /** The service, restarted with these tokens. */
    const startWith = async (tokens: string) => {
      const config = parseConfig({
        DATABASE_URL: databaseUrl(),
        SENDER: 'twilio',
        TWILIO_API_BASE_URL: fake.url,
        TWILIO_ACCOUNT_SID: ACCOUNT,
        TWILIO_AUTH_TOKEN: tokens,
        TWILIO_SMS_FROM: '+27600000001',
        PUBLIC_URL: url,
        JWT_SECRET: 'a secret for tests, and for nothing else',
      });
      const services = await createServices({ config, log: silentLog, clock: systemClock });
      const server = createServer(createApp(services).callback()).listen(Number(new URL(url).port), '127.0.0.1');
      await once(server, 'listening');
      return {
        textAndAnswer: async () => {
          const before = fake.receivedBy(THANDI).length;
          const response = await fake.text(url, { From: THANDI, Body: 'hello' });
          await services.conversations.settled();
          await services.outbox.drain();
          await fake.settled();
          return [response.status, fake.receivedBy(THANDI).length - before];
        },
        stop: async () => {
          server.closeAllConnections();
          server.close();
          await services[Symbol.asyncDispose]();
        },
      };
    };
    const before = await startWith(OLD);
    expect(await before.textAndAnswer()).toEqual([200, 1]);
    // in the console: create the secondary token. It is accepted, but does not sign yet
    fake.useTokens(OLD, NEW);
    expect(await before.textAndAnswer()).toEqual([200, 1]);
    await before.stop();

    const between = await startWith(`${NEW},${OLD}`);
    expect(await between.textAndAnswer()).toEqual([200, 1]);
    // promote it: the old token no longer works
    fake.useTokens(NEW);
    expect(await between.textAndAnswer()).toEqual([200, 1]);
    await between.stop();

    const after = await startWith(NEW);
    expect(await after.textAndAnswer()).toEqual([200, 1]);
    fake.useTokens(OLD);
    expect((await fake.text(url, { From: THANDI, Body: 'forged' })).status).toBe(403);
    await after.stop();
    await fake.close();
    const sent = await db()('outbox').where({ identity: THANDI }).select('status', 'deliveryStatus');
    expect(sent).toEqual(Array(5).fill({ status: 'sent', deliveryStatus: 'delivered' }));
  });
});
