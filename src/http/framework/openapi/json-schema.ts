import { z } from 'zod';

export type Json = Record<string, unknown>;

/** A schema with an id becomes a component, so that other schemas can refer to it. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  Object.assign(schemas, toComponents($defs));
  return toComponents(rest) as Json;
}

function toComponents(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
