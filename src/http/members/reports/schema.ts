import { z } from 'zod';
import { periodQuery } from '#src/http/framework/values/date-or-time.ts';
import { together } from '#src/http/framework/values/object-rules.ts';
import { arrayQuery } from '#src/http/framework/values/paging.ts';
import { id, instant, severity } from '#src/http/framework/values/schemas.ts';
import { filledText } from '#src/http/framework/values/text-inputs.ts';

const LONGEST_MESSAGE = 4000;

export const reportBody = together(
  z.strictObject({
    severity,
    message: filledText(LONGEST_MESSAGE),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  }),
  'latitude',
  'longitude',
).meta({ id: 'NewReport' });
export type ReportBody = z.output<typeof reportBody>;

export const MOST_REPORTS = 500;
export const reportsQuery = z.strictObject({ ...periodQuery, ...arrayQuery({ most: MOST_REPORTS }) });

export const reportAnswer = z
  .strictObject({
    report_id: id,
    case_number: id.meta({ description: 'The number in texts.' }),
    booking_id: id.nullable().meta({ description: 'Null if the report belongs to no shift.' }),
    severity,
    message: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    created_at: instant,
    acknowledged_at: instant.nullable().meta({ description: 'When a coordinator took the case.' }),
  })
  .meta({ id: 'Report' });
