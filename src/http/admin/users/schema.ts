import { z } from 'zod';
import { notEmpty } from '#src/http/framework/values/object-rules.ts';
import { pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { phoneInput } from '#src/http/framework/values/phone-input.ts';
import { id, instant, phone } from '#src/http/framework/values/schemas.ts';
import { filterText, nameInput } from '#src/http/framework/values/text-inputs.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';

const role = z.enum(['volunteer', 'coordinator']);
const status = z.enum(['pending', 'active', 'unproved', 'suspended', 'left']);

export const userParams = z.strictObject({ id: idInUrl });

export const usersQuery = z.strictObject({
  search: filterText(40).optional().meta({ description: 'Part of a name or number.' }),
  status: status.optional(),
  role: role.optional(),
  ...pageQuery,
});

export const userAnswer = z
  .strictObject({
    user_id: id,
    ref: z.string().nullable().meta({ description: 'The short name in texts, as in REMOVE N3.' }),
    name: z.string(),
    phone: phone.nullable(),
    role,
    status,
    language: z.string(),
    verified_at: instant.nullable().meta({ description: 'When the number was first proved.' }),
    created_at: instant,
    forgotten_at: instant.nullable().meta({ description: 'When name and number were erased.' }),
  })
  .meta({ id: 'User' });

export const usersAnswer = pageOf(userAnswer);

export const createUserBody = z.strictObject({ name: nameInput, phone: phoneInput, role: role.default('volunteer') });

export const changeUserBody = notEmpty(
  z.strictObject({
    name: nameInput.optional(),
    phone: phoneInput.optional(),
    role: role.optional(),
    status: z
      .enum(['active', 'suspended'])
      .optional()
      .meta({ description: '`active` admits the person, `suspended` suspends them. For good, use `/leave`.' }),
  }),
  'needs at least one field',
);
