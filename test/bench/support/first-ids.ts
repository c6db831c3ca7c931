/** The first id of each table. An id alone shows its table, so that the floor can replace it by its own. */
export const FIRST_IDS = {
  inbox: ['inbox_id', 1_000_000],
  outbox: ['outbox_id', 2_000_000],
  bookings: ['booking_id', 3_000_000],
  reports: ['report_id', 4_000_000],
  conversations: ['conversation_id', 5_000_000],
  users: ['user_id', 6_000_000],
  addresses: ['address_id', 7_000_000],
  live_events: ['live_event_id', 8_000_000],
} as const;
export function isIdOf(table: keyof typeof FIRST_IDS, value: unknown): boolean {
  const [, first] = FIRST_IDS[table];
  return typeof value === 'number' && value >= first && value < first + 1_000_000;
}
