import { z } from 'zod';
import { nameGiven, phoneGiven } from '#src/http/framework/shapes.ts';

export const registerBody = z.strictObject({ phone: phoneGiven, name: nameGiven.optional() });
export const registerAnswer = z.strictObject({ message: z.string() });

export const verifyBody = z.strictObject({
  phone: phoneGiven,
  code: z
    .string()
    .regex(/^\s*\d{3}[\s-]?\d{3}\s*$/, 'six digits')
    .transform((code) => code.replace(/\D/g, '')),
});
export const verifyAnswer = z.strictObject({
  token: z.string().meta({ description: 'A JWT, for `Authorization: Bearer …`' }),
});
