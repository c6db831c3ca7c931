import { z } from 'zod';
import { id } from '#src/http/framework/values/schemas.ts';

/** A person as messages and asks name them. */
export const personSchema = z.strictObject({ id, name: z.string(), status: z.string() }).meta({ id: 'Person' });
