import { z } from 'zod';
import { id, instant } from '#src/http/framework/values/schemas.ts';

export const shiftAnswer = z
  .strictObject({
    schedule_id: id,
    schedule_name: z.string(),
    start_time: instant.meta({ description: 'The `start_time` for POST /bookings.' }),
    end_time: instant,
    timezone: z.string(),
    when: z.string().meta({ examples: ['Sat 28 Nov 2026 00:00-02:00 (Fri night)'] }),
  })
  .meta({ id: 'Shift' });
