import type { Channel } from '#src/messaging/sender.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { postToWatch, textTheWatch } from '#src/simulator/text-the-watch.ts';
import { addressOn } from '#src/volunteers/numbers/address.ts';
import { ChatError } from './chat-error.ts';
import type { ChatSettings } from './settings.ts';
import { type NextTimers, timerLines } from './timer-lines.ts';

export interface ServiceLink {
  /** Throws `ChatError` if the service does not answer. */
  check(): Promise<void>;
  text(channel: Channel, fields: Record<string, string>): Promise<void>;
  /** Returns the new local time of the service. */
  moveClock(at: string): Promise<string>;
  /** Returns the lines that show the timers which are due next. */
  listTimers(): Promise<string>;
}

/** Sends texts from the phone in the settings to the running service. */
export function linkToService({ phone, serviceUrl, config }: ChatSettings): ServiceLink {
  const watch = { serviceUrl, config };
  const post = (path: string, form: Record<string, string>) =>
    answerOf(serviceUrl, () => postToWatch(watch, path, form));
  return {
    check: async () => {
      await answerOf(serviceUrl, () => fetch(`${serviceUrl}/healthz`));
    },
    text: async (channel, fields) => {
      await answerOf(serviceUrl, () => textTheWatch(watch, addressOn(channel, phone), fields));
    },
    moveClock: async (at) => {
      const { now } = (await (await post('/clock', { At: at })).json()) as { now: string };
      return formatZoned(new Date(now), config.TIME_ZONE, 'ccc d LLL yyyy HH:mm');
    },
    listTimers: async () => {
      const answered = (await (await post('/timers', {})).json()) as NextTimers;
      return timerLines(answered, config.TIME_ZONE);
    },
  };
}

async function answerOf(serviceUrl: string, request: () => Promise<Response>): Promise<Response> {
  const response = await request().catch(() => {
    throw new ChatError(`Nothing answers at ${serviceUrl}. Start the service in another terminal: npm start`);
  });
  if (!response.ok) throw new ChatError(await explain(response));
  return response;
}

async function explain(response: Response): Promise<string> {
  if (response.status === 403) {
    return 'The service refused the signature. TWILIO_AUTH_TOKEN and PUBLIC_URL must be the same here and there.';
  }
  if (response.status === 404)
    return 'The service does not know this address. /clock needs a service with CLOCK_START, and /timers one with SENDER=mock.';
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  return `The service answered ${response.status}: ${problem.detail ?? response.statusText}`;
}
