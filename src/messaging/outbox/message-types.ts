/** The lower rank is sent first: alarms; codes and answers; reminders and notices; announcements. */
const RANKS = {
  alarm: 0,
  otp: 1,
  answer: 1,
  booking_confirmation: 1,
  opt_out_confirmation: 1,
  shift_notice: 2,
  reminder_24h: 2,
  reminder_2h: 2,
  membership_notice: 2,
  coordinator_notice: 2,
  coordinator_message: 2,
  announcement: 3,
} as const;

/** The last rank that a person waits for with the phone in hand. */
export const LAST_URGENT_RANK = 1;
/** The last rank that is sent whether or not the sender is busy. Announcements follow. */
export const LAST_RANK_WITHOUT_RATE = 2;
export const ANNOUNCEMENT_RANK = 3;

export type MessageType = keyof typeof RANKS;

export const MESSAGE_TYPES = Object.keys(RANKS) as MessageType[];

export function rankOf(messageType: MessageType): number {
  return RANKS[messageType];
}

/** Whether a person waits for it with the phone in hand, so that an unclear outcome is looked up soon. */
export function isUrgent(messageType: string): boolean {
  return RANKS[messageType as MessageType] <= LAST_URGENT_RANK;
}
