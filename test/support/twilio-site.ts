import { createServer } from 'node:http';
import { createApp } from '#src/app.ts';
import { parseConfig } from '#src/config.ts';
import { systemClock } from '#src/platform/clock.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import type { FakeTwilio } from './fake-twilio/fake-twilio.ts';
import { freePort } from './free-port.ts';

export const ACCOUNT = 'AC00000000000000000000000000000001';
export const TOKEN = '0123456789abcdef0123456789abcdef';

/** The service without its workers, behind real HTTP. It sends to a fake Twilio. */
export interface TwilioSite {
  /** The settings, except the database. */
  url: string;
  start(databaseUrl: string): Promise<RunningSite>;
}

export interface RunningSite {
  services: Services;
  /** Ends the service between two steps of its work. */
  stop(): Promise<void>;
}

export async function createTwilioSite(fake: FakeTwilio): Promise<TwilioSite> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async (databaseUrl: string) => {
    const services = await createServices({
      config: configFor(fake, url, databaseUrl),
      log: silentLog,
      clock: systemClock,
    });
    const server = createServer(createApp(services).callback()).listen(port, '127.0.0.1');
    const stopping = new AbortController();
    const sending = services.outbox.run(stopping.signal, services.onQueued);
    return {
      services,
      stop: async () => {
        server.closeAllConnections();
        server.close();
        stopping.abort();
        await sending;
        await services.conversations.settled();
        await services[Symbol.asyncDispose]();
      },
    };
  };
  return { url, start };
}

function configFor(fake: FakeTwilio, publicUrl: string, databaseUrl: string) {
  return parseConfig({
    DATABASE_URL: databaseUrl,
    SENDER: 'twilio',
    TWILIO_API_BASE_URL: fake.url,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_SMS_FROM: '+27600000001',
    PUBLIC_URL: publicUrl,
    JWT_SECRET: 'a secret of these tests, 32 letters long',
    POLL_SECONDS: '0.1',
  });
}
