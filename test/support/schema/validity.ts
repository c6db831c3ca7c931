import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema, Parameter } from './served-operations.ts';

// it knows no `example` and no discriminator, and neither decides what is valid
const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats.default(ajv);
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** Whether the schema allows a value, by a validator that shares no code with the service. */
export function isValid(schema: JsonSchema, value: unknown): boolean {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value);
}

/** Whether a schema allows the text of a parameter. In a URL everything is text. */
export function isValidText({ schema }: Parameter, text: string): boolean {
  return isValid(schema, schema.type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text);
}

/** Whether the parameters that a query contains keep a rule in the notation of IDL4OAS. */
export function keepsRule(rule: string, query: object): boolean {
  const [, kind, names = ''] = /^(\w+)\((.*)\);$/.exec(rule) ?? [];
  const count = names.split(', ').filter((name) => name in query).length;
  if (kind === 'OnlyOne') return count === 1;
  if (kind === 'ZeroOrOne') return count <= 1;
  throw new Error(`the rule ${rule} is unknown`);
}
