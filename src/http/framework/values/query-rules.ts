import type { z } from 'zod';

/**
 * Rules about several parameters of a query. OpenAPI cannot state them, so they are stated as `x-dependencies`, in the
 * notation of the Inter-parameter Dependency Language (IDL4OAS).
 */

/** Exactly one of these parameters. */
export function exactlyOne<Shape extends z.ZodObject>(schema: Shape, names: readonly string[]): Shape {
  return schema
    .refine((given) => countOf(given, names) === 1, {
      path: [...names.slice(0, 1)],
      message: `needs exactly one of ${names.join(' and ')}`,
    })
    .meta({ 'x-dependencies': [`OnlyOne(${names.join(', ')});`] });
}

/** The first parameter alone, or any of the others. */
export function instead<Shape extends z.ZodObject>(schema: Shape, name: string, others: readonly string[]): Shape {
  return schema
    .refine((given) => countOf(given, [name]) === 0 || countOf(given, others) === 0, {
      path: [name],
      message: `cannot be combined with ${others.join(' or ')}`,
    })
    .meta({ 'x-dependencies': others.map((other) => `ZeroOrOne(${name}, ${other});`) });
}

function countOf(given: Record<string, unknown>, names: readonly string[]): number {
  return names.filter((name) => given[name] !== undefined).length;
}
