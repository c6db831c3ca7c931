import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that our document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  format?: string;
  pattern?: string;
  examples?: unknown[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

/** Values that a schema allows. Small ids are frequent, because they exist, and so are values at the limits. */
export function arbitraryOf(schema: JsonSchema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(arbitraryOf));
  switch (schema.type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: 4 });
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'string':
      return stringOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return GARBAGE;
  }
}

const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  "'; drop table users; --",
  '../../etc/passwd',
  '{{7*7}}',
  '=1+1',
  'x'.repeat(5000),
  '9'.repeat(400),
  '-1',
  '1e999',
  '0000-00-00',
  '9999-12-31T23:59:59Z',
  '+999999-01-01T00:00:00Z',
  '__proto__',
  'constructor',
  '%00',
  '%ff',
];

/** Values that no schema of ours allows. */
export const GARBAGE: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...NASTY, null, true, 0, -1, 2 ** 31, 2 ** 53, 1e308, -0.5, [], {}, [[[]]]),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The same value with one part of it replaced, left out or added. */
export function spoiled(value: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(value, GARBAGE, fc.nat()).map(([whole, garbage, at]) => {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return garbage;
    const names = [...Object.keys(whole), 'surplus'];
    return { ...whole, [names[at % names.length] ?? 'surplus']: garbage };
  });
}

function objectOf({ properties = {}, required = [] }: JsonSchema): Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, arbitraryOf(part)]));
  return fc.record(model, { requiredKeys: required });
}

function numberOf({ type, minimum, maximum, exclusiveMinimum }: JsonSchema): Arbitrary<unknown> {
  const min = minimum ?? (exclusiveMinimum === undefined ? -1000 : exclusiveMinimum + (type === 'integer' ? 1 : 1e-9));
  const max = Math.max(min, maximum ?? 1e9);
  if (type === 'number') return fc.double({ min, max, noNaN: true });
  const small = fc.integer({ min, max: Math.min(max, min + 8) });
  return fc.oneof({ weight: 4, arbitrary: small }, { weight: 1, arbitrary: fc.integer({ min, max }) });
}

const DATES = fc.date({
  min: new Date('2026-11-01T00:00:00Z'),
  max: new Date('2027-02-01T00:00:00Z'),
  noInvalidDate: true,
});

function stringOf({ format, pattern, examples, minLength = 0, maxLength = 60 }: JsonSchema): Arbitrary<unknown> {
  if (format === 'date') return DATES.map((date) => date.toISOString().slice(0, 10));
  // on the hour, because shifts begin on the hour
  if (format === 'date-time') return DATES.map((date) => `${date.toISOString().slice(0, 13)}:00:00Z`);
  if (examples) return fc.constantFrom(...examples);
  const plain = fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) });
  if (pattern === undefined) return plain;
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern, 'u')), plain);
  } catch {
    // fast-check cannot make strings for this pattern
    return plain;
  }
}
