import { z } from 'zod';
import { id, idInPath } from '#src/http/framework/values/schemas.ts';

export const mediaPath = z.strictObject({ id: idInPath });

/** A file as part of a text or a case. */
export const mediaFile = z
  .strictObject({
    id,
    kind: z.enum(['photo', 'voice']),
    status: z
      .enum(['queued', 'claimed', 'kept', 'failed', 'erased'])
      .meta({ description: 'The file can be read when the status is `kept`.' }),
    content_type: z
      .string()
      .nullable()
      .meta({ description: 'Determined from the content. Null until the file is kept.' }),
    size_bytes: z.number().int().nullable(),
    error: z.string().nullable().meta({ description: 'Why the last attempt to fetch it failed.' }),
    path: z.string().meta({ description: 'Where coordinators can read it.', examples: ['/admin/media/12'] }),
  })
  .meta({ id: 'MediaFile' });
