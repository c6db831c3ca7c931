import { z } from 'zod';

export type Json = Record<string, unknown>;

/** A schema with an id becomes a component, so that other schemas can refer to it. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $schema,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => dropSafeLimits(jsonSchema),
  }) as Json;
  Object.assign(schemas, toComponents($defs));
  return toComponents(rest) as Json;
}

function toComponents(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** Every integer of JavaScript has these limits, so they say nothing about a field. */
function dropSafeLimits(schema: Json): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
