/** Channels by which processes that share a PostgreSQL database wake each other. The data itself is in tables. */
export const SIGNAL_CHANNELS = {
  /** A message may be due. */
  queued: 'watchline_queued',
  /** A live event was recorded. */
  recorded: 'watchline_recorded',
} as const;

export type SignalName = keyof typeof SIGNAL_CHANNELS;
