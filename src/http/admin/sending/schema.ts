import { z } from 'zod';

const pause = z
  .strictObject({
    code: z.string().meta({ description: "The provider's error code." }),
    reason: z.string(),
    since: z.string(),
    next_try_at: z.string(),
  })
  .meta({
    description: 'The provider refuses our account or number. Messages stay queued, and we try one a minute.',
  });

export const sendingAnswer = z.strictObject({
  paused: pause.nullable(),
  due: z.number().int().meta({ description: 'Messages that should have been sent by now.' }),
  due_since: z.string().nullable(),
  unknown: z.number().int().meta({ description: 'Messages that may have been sent. We ask the provider about each.' }),
  held: z.number().int().meta({ description: 'Messages that a restore holds back until npm run resume.' }),
  held_since: z
    .string()
    .nullable()
    .meta({ description: 'The time of the restore. Until npm run resume, we send only alarms, codes and replies.' }),
});
