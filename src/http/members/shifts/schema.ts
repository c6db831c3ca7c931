import { z } from 'zod';

/** More open shifts than this are never listed at once. */
export const MOST_LISTED = 500;

const moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a date, or a date-time with its offset (in a query, + is written %2B)',
);

export const availableQuery = z.strictObject({
  from: moment.optional().meta({
    description: "A local date of the watch's zone, or a date-time. Left out: now. What has begun is never listed.",
  }),
  to: moment.optional().meta({
    description: 'A local date is included, a date-time is not. Left out: 14 days after `from`.',
  }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_LISTED)
    .optional()
    .meta({
      description: `The first so many. Left out: all of them, or a 400 where they are more than ${MOST_LISTED}.`,
    }),
});

export type AvailableQuery = z.output<typeof availableQuery>;
