import { z } from 'zod';
import { ASK_KINDS, ASK_STATUSES } from '#src/asks/ask.ts';
import { pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { id, instant } from '#src/http/framework/values/schemas.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';
import { personSchema } from '../person-schema.ts';

const status = z.enum(ASK_STATUSES);

export const asksQuery = z.strictObject({
  status: status.optional(),
  kind: z.enum(ASK_KINDS).optional(),
  user_id: idInUrl.optional().meta({ description: 'The person who is asked.' }),
  ...pageQuery,
});

/** The part of an ask that its messages show too. */
export const askOfMessage = z
  .strictObject({
    id,
    kind: z.string(),
    ref: z.string().meta({ description: 'How texts name what it asks about.', examples: ['K7'] }),
    status,
    answer: z.string().nullable(),
    deadline_at: instant
      .nullable()
      .meta({ description: 'Silence counts as an answer then. Null: it stays open until something else ends it.' }),
  })
  .meta({ id: 'AskOfMessage' });

const ask = z
  .strictObject({
    ...askOfMessage.shape,
    subject: z.string().meta({ description: 'What it asks about.', examples: ['booking:17'] }),
    user: personSchema.nullable().meta({ description: 'The person who is asked.' }),
    opened_at: instant,
    sent_at: instant
      .nullable()
      .meta({ description: 'When its question was last given to the provider. Null: not yet, or it did not arrive.' }),
    ended_at: instant.nullable().meta({ description: 'When it was answered, or ended otherwise.' }),
    text_id: id.nullable().meta({ description: 'The text that answered it.' }),
  })
  .meta({ id: 'Ask' });

export const asksAnswer = pageOf(ask);
