import type { DeliveryStatus } from '#src/messaging/delivery-status/delivery-status.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';

/** What a recording begins with. Any other watch has data that a transcript cannot show. */
export type RecordingStart = { kind: 'new' } | { kind: 'demo'; friday: Date };

/** What was played on the phones, ready to be written as a transcript. */
export interface Recording {
  title: string;
  zone: string;
  start: RecordingStart;
  /** Lines about settings of the service that are not the default. */
  settings: readonly string[];
  people: readonly RecordedPerson[];
  /** In the order in which they were given. */
  refs: readonly string[];
  codes: readonly string[];
  /** Behind a yes by SMS. */
  digits: readonly string[];
  steps: readonly RecordedStep[];
}

export interface RecordedPerson {
  identity: string;
  /** The address from which they text first. */
  address: string;
  /** Undefined: they never said one. */
  name: string | undefined;
  isInDemo: boolean;
}

export interface ReceivedText {
  identity: string;
  body: string;
}

/** Something that was done, with every text that a recorded person received because of it, in the order of arrival. */
export type RecordedStep = { received: readonly ReceivedText[] } & (
  | {
      kind: 'text';
      at: Date;
      identity: string;
      address: string;
      body: string;
      attachments: readonly Attachment[];
      /** It arrived before the text of the step before was handled. */
      isTogether: boolean;
    }
  /** Somebody moved the clock. Timers ran on the way, each at its own time. */
  | { kind: 'move'; at: Date }
  /** Time passed by itself, and timers ran. */
  | { kind: 'wait'; at: Date }
  | {
      kind: 'report';
      at: Date;
      identity: string;
      status: DeliveryStatus;
      errorCode: string | undefined;
      /** How many texts that person has received since the one that it is about. */
      textsSince: number;
    }
);

/** What was in the database when the recording began. Ids count up, so everything newer belongs to the recording. */
export interface BeginningOfRecording {
  /** Undefined: a watch with data of its own, which a transcript cannot show. */
  start: RecordingStart | undefined;
  lastIds: IdsBefore;
  /** The phones of the people who were there. */
  members: readonly string[];
  /** When the last timer ended. */
  timersEndedUntil: Date | undefined;
}

export type IdsBefore = Record<'inboxId' | 'outboxId' | 'auditEventId' | 'codeId', number>;
