import { z } from 'zod';
import { nameInput, phoneInput } from '#src/http/framework/values/schemas.ts';

export const registerBody = z.strictObject({ phone: phoneInput, name: nameInput.optional() });
export const registerAnswer = z.strictObject({ message: z.string() });

export const verifyBody = z.strictObject({
  phone: phoneInput,
  code: z
    .string()
    .regex(/^\s*\d{3}[\s-]?\d{3}\s*$/, 'six digits')
    .transform((code) => code.replace(/\D/g, '')),
});
export const verifyAnswer = z.strictObject({
  token: z.string().meta({ description: 'A JWT, for `Authorization: Bearer …`' }),
});
