import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from './served-operations.ts';
import { isValid } from './validity.ts';

/** Values that exist in the database, by the name of the field. Random ones would seldom hit them. */
export type KnownValues = (name: string) => readonly unknown[];

/** Values that a schema allows. Small ids are frequent, because they exist, and so are values at the limits. */
export function arbitraryOf(schema: JsonSchema, known: KnownValues): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'string') return stringOf(schema);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, known)));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`the generator does not know ${JSON.stringify(schema)}`);
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

/** Values of every kind. Few schemas allow any of them. */
export const GARBAGE: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...NASTY, null, true, 0, -1, 2 ** 31, 2 ** 53, 1e308, -0.5, [], {}, [[[]]]),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The same object with one part replaced, left out or added. Most of these break one keyword of the schema. */
export function spoiled(value: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(value, GARBAGE, fc.nat(), fc.nat()).map(([whole, garbage, at, how]) => {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return garbage;
    const names = [...Object.keys(whole), 'surplus'];
    const name = names[at % names.length] ?? 'surplus';
    const { [name]: part, ...rest } = whole as Record<string, unknown>;
    const replacements = [garbage, ...nextTo(part)];
    const chosen = how % (replacements.length + 1);
    return chosen === replacements.length ? rest : { ...rest, [name]: replacements[chosen] };
  });
}

/** Values that are like this one, and just outside what a schema may allow. */
function nextTo(part: unknown): unknown[] {
  if (typeof part === 'string') return ['', ' ', `${part}\u0000${part}`, part + 'x'.repeat(5000), [part], null];
  if (typeof part === 'number') return [-part - 1, part + 0.5, part + 1_000_000, part + 2 ** 31, String(part), null];
  return [String(part), null, 0];
}

/** The value of a field or parameter. */
export function arbitraryOfNamed(name: string, schema: JsonSchema, known: KnownValues): Arbitrary<unknown> {
  const values = known(name).filter((value) => isValid(schema, value));
  const any = arbitraryOf(schema, known);
  return values.length === 0
    ? any
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, { weight: 2, arbitrary: any });
}

function objectOf(schema: JsonSchema, known: KnownValues): Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const fields = Object.entries(properties).map(([name, part]) => [name, arbitraryOfNamed(name, part, known)]);
  const model: Record<string, Arbitrary<unknown>> = Object.fromEntries(fields);
  const optional = Object.keys(model).filter((name) => !required.includes(name));
  // any of them alone, all, and often none: most rules about several fields are broken by one that is missing
  const left = fc.oneof(fc.constant([]), fc.constant(optional), fc.subarray(optional));
  return fc
    .tuple(fc.record(model, { noNullPrototype: true }), left)
    .map(([whole, kept]) => pick(whole, [...required, ...kept]))
    .filter((value) => isValid(schema, value));
}

function pick(whole: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name)));
}

function numberOf({ type, minimum = -1000, maximum = 1e9 }: JsonSchema): Arbitrary<unknown> {
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true });
  const small = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 8) });
  const any = fc.oneof(fc.constantFrom(minimum, maximum), fc.integer({ min: minimum, max: maximum }));
  return fc.oneof({ weight: 4, arbitrary: small }, { weight: 1, arbitrary: any });
}

/** Winter and summer, and the first and last days that the service knows. */
const INSTANTS = fc.oneof(
  { weight: 6, arbitrary: between('2026-11-28T00:00:00Z', '2027-02-01T00:00:00Z') },
  { weight: 1, arbitrary: between('2000-01-01T00:00:00Z', '2099-12-31T23:59:59Z') },
  { weight: 1, arbitrary: fc.constantFrom('2000-01-01', '2099-12-31', '2028-02-29').map((day) => new Date(day)) },
);
const ENDS_OF_INSTANT = ['Z', '.999999999Z', '+14:00', '-12:00', '.5+02:00'];
/** Letters that are plain, that cost more in an SMS, that have no width, and that take two code units. */
const LETTERS = [...'abc XYZ 019 -+.,:', '\n', '\t', '\u0000', '\u00ad', '\u200b', '\u200d', ...'€[…½ëłПאẌ漢🦉'];

function stringOf(schema: JsonSchema): Arbitrary<unknown> {
  const { format, examples } = schema;
  if (format === 'date') return INSTANTS.map((instant) => instant.toISOString().slice(0, 10));
  if (format === 'date-time') return fc.oneof({ weight: 3, arbitrary: ON_THE_HOUR }, oddInstants());
  const made = madeFor(schema).filter((text) => isValid(schema, text));
  return examples ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...examples) }, made) : made;
}

// shifts begin on the hour
const ON_THE_HOUR = INSTANTS.map((instant) => `${instant.toISOString().slice(0, 13)}:00:00Z`);

function oddInstants(): Arbitrary<string> {
  return fc
    .tuple(INSTANTS, fc.constantFrom(...ENDS_OF_INSTANT))
    .map(([instant, end]) => `${instant.toISOString().slice(0, 19)}${end}`);
}

function madeFor({ pattern, anyOf = [], maxLength = 60 }: JsonSchema): Arbitrary<string> {
  const written = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: Math.min(maxLength, 80) });
  const longest = fc.constantFrom('a', 'П', '€', '🦉').map((letter) => letter.repeat(Math.min(maxLength, 600)));
  const patterns = [pattern, ...anyOf.map((each) => each.pattern)].flatMap((each) => each ?? []);
  const matching = patterns.flatMap((each) => {
    if (!matchingPattern.has(each)) matchingPattern.set(each, arbitraryOfPattern(each));
    return matchingPattern.get(each) ?? [];
  });
  const dialled = fc.string({
    unit: fc.constantFrom(...'0123456789 -+('),
    minLength: 7,
    maxLength: Math.min(maxLength, 24),
  });
  return fc.oneof(written, longest, dialled, fc.constantFrom('Thandi Nkosi', 'Back gate'), ...matching);
}

const matchingPattern = new Map<string, Arbitrary<string> | undefined>();

/** Undefined for large classes: to build them takes fast-check a second, and written and dialled texts match them too. */
function arbitraryOfPattern(pattern: string): Arbitrary<string> | undefined {
  return pattern.length > 150 || /\[\^|\\p/.test(pattern) ? undefined : fc.stringMatching(new RegExp(pattern, 'u'));
}

function between(min: string, max: string): Arbitrary<Date> {
  return fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
}
