/**
 * Every lock that we take on PostgreSQL, in the order in which a transaction takes them. Two transactions that keep to one
 * order never wait for each other. SQLite has one writer at a time and needs no locks.
 *
 * `family` and `single` are advisory locks. Their numbers have no meaning, but they must differ and must never change: during
 * an upgrade the old and the new version run side by side.
 */
export const LOCKS = {
  /** One process at a time migrates the database. */
  migration: { single: 7_204_118_563 },
  /** One process at a time handles the texts of a conversation. */
  turn: { family: 48_216 },
  /** The texts of a sender become visible in the order of their ids. */
  inboundSender: { family: 48_215 },
  conversations: { rows: 'conversations.conversationId' },
  /** One sign-in at a time for a phone, so that each sees the codes and tries of the one before. */
  signIn: { family: 71_906 },
  /** One code of the API at a time, so that the codes of an hour are counted exactly. */
  codeCount: { family: 71_907 },
  /** One announcement at a time, so that each sees the one before. */
  announcements: { family: 48_241 },
  /** Whoever books holds a share of the schedule, so that nobody changes the rule meanwhile. */
  schedules: { rows: 'schedules.scheduleId' },
  /** Naming a number as buddy, joining with it, changing its owner and erasing it happen one at a time. */
  phoneNumber: { family: 48_213 },
  users: { rows: 'users.userId' },
  /** After a change of the secret, one grant at a time counts the coordinators. */
  grantAfterSecretChange: { family: 48_220 },
  bookings: { rows: 'bookings.bookingId' },
  reports: { rows: 'reports.reportId' },
  /** One claim of outbound messages at a time. */
  outboxClaim: { family: 48_214 },
  /** Of two messages with the same words, only one may take a message that the provider found. */
  lookUp: { family: 48_219 },
  outbox: { rows: 'outbox.outboxId' },
  /** One file at a time is counted for the limits of a day, so that each sees the one before. */
  mediaLimits: { family: 48_231 },
  media: { rows: 'media.mediaId' },
  asks: { rows: 'asks.askId' },
  /** Nobody waits for a timer: whoever ends timers leaves out those that are running. */
  timers: { rows: 'timers.timerId' },
  /** One process at a time writes the uptime. */
  uptime: { family: 48_218 },
  /** Live events get their ids in the order of the commits. Taken right before the commit. */
  liveEvents: { single: 7_204_118_564 },
} as const;

type LockOf<Kind> = {
  [Name in keyof typeof LOCKS]: (typeof LOCKS)[Name] extends Kind ? Name : never;
}[keyof typeof LOCKS];

export type NameLock = LockOf<{ family: number }>;
export type SingleLock = LockOf<{ single: number }>;
export type RowLock = LockOf<{ rows: string }>;
