import { z } from 'zod';
import { id } from '#src/http/framework/values/schemas.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';

export const mediaPath = z.strictObject({ id: idInUrl });

/** A file as part of a text or a case. */
export const mediaFile = z
  .strictObject({
    id,
    kind: z.enum(['photo', 'voice']),
    status: z.enum(['queued', 'claimed', 'kept', 'failed', 'unfetched', 'erased']).meta({
      description:
        'The file can be read when the status is `kept`. `unfetched`: it was not fetched, for the reason in `error`.',
    }),
    content_type: z
      .string()
      .nullable()
      .meta({ description: 'Determined from the content. Null until the file is kept.' }),
    size_bytes: z.number().int().nullable(),
    error: z.string().nullable().meta({ description: 'Why it was not fetched, or why the last attempt failed.' }),
    path: z.string().meta({ description: 'Where coordinators can read it.', examples: ['/admin/media/12'] }),
  })
  .meta({ id: 'MediaFile' });
