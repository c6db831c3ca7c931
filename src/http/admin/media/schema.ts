import { z } from 'zod';
import { id, idInPath } from '#src/http/framework/values/schemas.ts';

export const mediaPath = z.strictObject({ id: idInPath });

/** A file as it is shown with the text or the case that it belongs to. */
export const mediaFile = z
  .strictObject({
    id,
    kind: z.enum(['photo', 'voice']),
    status: z
      .enum(['queued', 'claimed', 'kept', 'failed', 'erased'])
      .meta({ description: 'It can be read once it is kept.' }),
    content_type: z.string().nullable().meta({ description: 'By its content; null until it is kept.' }),
    size_bytes: z.number().int().nullable(),
    error: z.string().nullable().meta({ description: 'Why it could not be fetched, last time or for good.' }),
    path: z.string().meta({ description: 'Where coordinators read it.', examples: ['/admin/media/12'] }),
  })
  .meta({ id: 'MediaFile' });
