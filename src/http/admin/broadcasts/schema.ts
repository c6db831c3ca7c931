import { z } from 'zod';
import { pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { id, instant } from '#src/http/framework/values/schemas.ts';
import { textAfterWatchName } from '#src/http/framework/values/sms-texts.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';

export const broadcastBody = z
  .strictObject({
    audience: z
      .string()
      .regex(/^(?:all|on_duty|schedule:[1-9]\d{0,8})$/)
      .meta({
        description:
          '`all`: all members. `on_duty`: members on a shift now. `schedule:<id>`: members with a booking on this schedule.',
      }),
    body: textAfterWatchName,
  })
  .meta({ id: 'NewBroadcast' });

export const broadcastPlan = z.strictObject({
  text: z.string().meta({ description: 'The text as it arrives.' }),
  recipients: z.number().int(),
  on_whatsapp: z.number().int(),
  opted_out: z.number().int().meta({ description: 'People of the audience who opted out.' }),
  segments: z.number().int().meta({ description: 'Segments of one SMS.' }),
  segments_total: z.number().int().meta({ description: 'Segments of all SMS together: this is what costs money.' }),
});

export const broadcastPath = z.strictObject({ id: idInUrl });
export const broadcastsQuery = z.strictObject(pageQuery);
export const broadcastsPage = pageOf(
  z
    .strictObject({
      id,
      at: instant,
      written_by: id.meta({ description: 'The coordinator.' }),
      audience: z.string(),
      body: z.string().meta({ description: 'Empty once it is erased.' }),
    })
    .meta({ id: 'Broadcast' }),
);
export const cancelAnswer = z.strictObject({
  id,
  cancelled: z.number().int().meta({ description: 'People who do not get it. The others have got it, or get it now.' }),
});

export const broadcastAnswer = z.strictObject({ id, ...broadcastPlan.shape });
