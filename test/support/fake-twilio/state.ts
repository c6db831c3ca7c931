import type { FakeAccount } from './fake-account.ts';
import type { Script } from './fault.ts';
import type { FakeMedia } from './media.ts';

/** A text that Twilio accepted. The phone has it, whatever the response said. */
export interface TakenMessage {
  sid: string;
  to: string;
  from: string;
  body: string;
  statusCallback: string | undefined;
  validityPeriod: number | undefined;
  status: string;
  errorCode: number | undefined;
  createdAt: Date;
}

export interface FakeTwilioOptions {
  accountSid: string;
  authToken: string;
  port?: number;
  /** The real address behind a public one, like a proxy's. */
  reach?: (publicUrl: string) => string;
  /** Called at each text that a phone receives. */
  onReceived?: (message: TakenMessage) => void;
}

/** A text that somebody sent to us: Twilio lists it, whether we took it or not. */
export interface ReceivedMessage {
  sid: string;
  form: Record<string, string>;
  createdAt: Date;
}

export interface State extends FakeTwilioOptions {
  account: FakeAccount;
  taken: TakenMessage[];
  received: ReceivedMessage[];
  scripts: Script[];
  requests: { to: string; body: string }[];
  callbacks: Set<Promise<unknown>>;
  /** The tokens that are accepted; `authToken` signs. */
  tokens: string[];
  media: FakeMedia;
}
