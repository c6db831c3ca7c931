import { z } from 'zod';
import { phoneInput } from '#src/http/framework/values/phone-input.ts';
import { nameInput } from '#src/http/framework/values/text-inputs.ts';

export const registerBody = z.strictObject({ phone: phoneInput, name: nameInput.optional() });
export const registerAnswer = z.strictObject({ message: z.string() });

export const verifyBody = z.strictObject({
  phone: phoneInput,
  code: z
    .string()
    .regex(/^\s*[0-9]{3}[\s-]?[0-9]{3}\s*$/, 'six digits')
    .transform((code) => code.replace(/\D/g, '')),
});
export const verifyAnswer = z.strictObject({
  token: z.string().meta({ description: 'A JWT, for `Authorization: Bearer …`' }),
});
