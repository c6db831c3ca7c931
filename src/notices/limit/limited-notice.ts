import type { NewOutbound } from '#src/messaging/outbox/enqueue.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { Report } from '#src/reports/report.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** A notice to one reader. */
export interface Addressed {
  message: NewOutbound;
  identity: string;
  /** Undefined if the reader is not a member. */
  user: User | undefined;
}

export interface Limited {
  messageType: MessageType;
  /** The case that it is about. */
  about?: Report | undefined;
  /** The case that it asks its reader to take. */
  reportId?: number;
}
