import { z } from 'zod';
import { id, localDate } from '#src/http/framework/values/schemas.ts';

export const scheduleAnswer = z
  .strictObject({
    schedule_id: id,
    name: z.string(),
    cron_expr: z.string().meta({ description: 'Five fields, in local time of `timezone`.' }),
    start_date: localDate.nullable(),
    end_date: localDate.nullable().meta({ description: 'Inclusive, like `start_date`.' }),
    duration_minutes: z.number().int(),
    timezone: z.string(),
    capacity: z.number().int().meta({ description: 'How many slots each shift has.' }),
  })
  .meta({ id: 'Schedule' });
