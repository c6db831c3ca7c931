import { z } from 'zod';
import { dateOrTime } from '#src/http/framework/values/date-or-time.ts';
import { fromUrl } from '#src/http/framework/values/url-integers.ts';

/** One answer never lists more shifts than this. */
export const MOST_LISTED = 500;

export const availableQuery = z.strictObject({
  from: dateOrTime.optional().meta({
    description: "A local date in the watch's time zone, or a date-time. Default: now. Past shifts are never listed.",
  }),
  to: dateOrTime.optional().meta({
    description: 'A date includes its whole day; a date-time is excluded. Default: 14 days after `from`.',
  }),
  limit: fromUrl(z.int().min(1).max(MOST_LISTED))
    .optional()
    .meta({ description: `List only the first ones. Without it, more than ${MOST_LISTED} shifts are a 400.` }),
});

export type AvailableQuery = z.output<typeof availableQuery>;
