import RequestClient from 'twilio/lib/base/RequestClient.js';
import Twilio from 'twilio/lib/rest/Twilio.js';
import { failureOfAnswer, failureOfNetwork } from './twilio-failure.ts';

export interface RestClientSettings {
  accountSid: string;
  authToken: string;
  baseUrl: string;
  timeoutMs: number;
}

export type Messages = Twilio['messages'];

/** Loading this file takes about 80 ms and 30 MB. Import it when the first text is sent, and never with the mock sender. */
export function createMessages({ accountSid, authToken, baseUrl, timeoutMs }: RestClientSettings): Messages {
  const client = new Twilio(accountSid, authToken, { httpClient: new QuietRequestClient({ timeout: timeoutMs }) });
  // TWILIO_EDGE and TWILIO_REGION would rewrite the host, and make a local one invalid
  client.getHostname = (hostname) => hostname;
  client.api.baseUrl = baseUrl;
  return client.messages;
}

/** Turns every failure into a `TwilioFailure`, so that no layer above can log or keep the original error. */
class QuietRequestClient extends RequestClient {
  constructor(options: { timeout: number }) {
    super(options);
    // the client's own time-out starts again with each byte that it receives
    this.axios.interceptors.request.use((request) => {
      request.signal = AbortSignal.timeout(options.timeout);
      return request;
    });
  }

  override async request<Body>(options: RequestClient.RequestOptions<Body>) {
    const answer = await super.request(options).catch((thrown: unknown) => {
      throw failureOfNetwork(thrown);
    });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer;
    throw failureOfAnswer(answer.statusCode, answer.body, answer.headers?.['retry-after']);
  }
}
