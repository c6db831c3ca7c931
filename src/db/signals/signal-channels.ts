/** What processes that share a PostgreSQL database tell one another. They say nothing more than this: what is due stands in rows. */
export const CHANNELS = {
  /** A message may be due. */
  queued: 'watchline_queued',
  /** A live event was recorded. */
  recorded: 'watchline_recorded',
} as const;

export type SignalName = keyof typeof CHANNELS;
