import { z } from 'zod';
import { notEmpty } from '#src/http/framework/values/object-rules.ts';
import { id, instant, phone } from '#src/http/framework/values/schemas.ts';
import { nameInput } from '#src/http/framework/values/text-inputs.ts';
import { LANGUAGE_CODES } from '#src/texts/texts-for.ts';

export const meBody = notEmpty(
  z.strictObject({ name: nameInput.optional(), language: z.enum(LANGUAGE_CODES).optional() }),
  'needs name, language or both',
);

export const meAnswer = z
  .strictObject({
    user_id: id,
    phone: phone.nullable(),
    name: z.string(),
    role: z.enum(['volunteer', 'coordinator']),
    status: z.enum(['pending', 'active', 'unproved', 'suspended', 'left']),
    language: z.string(),
    created_at: instant,
  })
  .meta({ id: 'Me' });

export const feedAnswer = z.strictObject({
  url: z.url().meta({
    description: 'For any calendar program. Everyone who has this URL can see my shifts, so keep it private.',
  }),
});
