import type { Json } from './json-schema.ts';

/** Parameters that several operations have become components. Each is written once, which keeps the document small. */
export function shareParameters(operations: readonly Json[]): Json {
  const all = operations.flatMap(({ parameters = [] }) => parameters as Json[]).map((one) => JSON.stringify(one));
  const repeated = new Set(all.filter((text, index) => all.indexOf(text) !== index));
  const components: Json = {};
  const nameOf = new Map<string, string>();
  for (const text of repeated) {
    const parameter = JSON.parse(text) as { name: string };
    const name = freeName(parameter.name, components);
    components[name] = parameter;
    nameOf.set(text, name);
  }
  for (const operation of operations) {
    const own = operation.parameters as Json[] | undefined;
    if (own) operation.parameters = own.map((one) => referenceTo(nameOf.get(JSON.stringify(one))) ?? one);
  }
  return components;
}

/** Several parameters may have the same name and different limits. */
function freeName(name: string, taken: Json): string {
  let free = name;
  for (let number = 2; free in taken; number += 1) free = `${name}_${number}`;
  return free;
}

function referenceTo(name: string | undefined): Json | undefined {
  return name === undefined ? undefined : { $ref: `#/components/parameters/${name}` };
}
