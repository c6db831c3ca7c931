import type { z } from 'zod';

/** Rules about the fields of an object. Each is checked and described by one call, so the two cannot differ. */

/** At least one field. */
export function notEmpty<Shape extends z.ZodObject>(schema: Shape, message: string): Shape {
  return schema.refine((given) => Object.keys(given).length > 0, message).meta({ minProperties: 1 });
}

/** Both fields or neither. */
export function together<Shape extends z.ZodObject>(schema: Shape, one: string, other: string): Shape {
  return schema
    .refine((given) => one in given === other in given, {
      path: [other],
      message: `${one} and ${other} belong together`,
    })
    .meta({ dependentRequired: { [one]: [other], [other]: [one] } });
}
