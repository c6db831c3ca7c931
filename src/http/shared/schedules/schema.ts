import { z } from 'zod';
import { id, localDate } from '#src/http/framework/values/schemas.ts';

export const scheduleAnswer = z
  .strictObject({
    schedule_id: id,
    name: z.string(),
    cron_expr: z.string().meta({ description: 'Five fields, in the wall-clock time of `timezone`.' }),
    start_date: localDate.nullable(),
    end_date: localDate.nullable().meta({ description: 'Inclusive, as `start_date` is.' }),
    duration_minutes: z.number().int(),
    timezone: z.string(),
    capacity: z.number().int().meta({ description: 'How many bookings one shift takes.' }),
  })
  .meta({ id: 'Schedule' });
