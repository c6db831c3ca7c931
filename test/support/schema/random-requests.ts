import fc, { type Arbitrary } from 'fast-check';
import { arbitraryOf, arbitraryOfNamed, GARBAGE, type KnownValues, spoiled } from './arbitrary-of-schema.ts';
import type { Parameter, ServedOperation } from './served-operations.ts';
import { isValid, isValidText, keepsRule } from './validity.ts';

export interface RandomRequest {
  path: string;
  query: string;
  headers: Record<string, string>;
  body: unknown;
  /** What the document says of it. */
  isPathValid: boolean;
  isInputValid: boolean;
}

type Texts = Record<string, string>;

interface Parts {
  path: Texts;
  query: Texts;
  header: Texts;
  body: unknown;
}

/** Requests that the document calls valid. */
export function validRequests(operation: ServedOperation, known: KnownValues): Arbitrary<RandomRequest> {
  const sound = operation.body ? arbitraryOf(operation.body, known) : fc.constant(undefined);
  const body = operation.isBodyRequired || !operation.body ? sound : fc.option(sound, { nil: undefined });
  return requests(operation, body, (parameter) => textOfSound(parameter, known)).filter(
    ({ isPathValid, isInputValid }) => isPathValid && isInputValid,
  );
}

/** Requests of which most break one keyword of the document, and some are garbage. */
export function spoiledRequests(operation: ServedOperation, known: KnownValues): Arbitrary<RandomRequest> {
  const sound = operation.body ? arbitraryOf(operation.body, known) : fc.constant(undefined);
  const body = operation.body
    ? fc.oneof(
        { weight: 2, arbitrary: sound },
        { weight: 6, arbitrary: spoiled(sound) },
        { weight: 1, arbitrary: fc.oneof(GARBAGE, fc.constant(undefined)) },
      )
    : sound;
  const textOf = (parameter: Parameter) =>
    fc.oneof({ weight: 4, arbitrary: textOfSound(parameter, known) }, { weight: 1, arbitrary: GARBAGE.map(toText) });
  return requests(operation, body, textOf);
}

function textOfSound({ name, schema }: Parameter, known: KnownValues): Arbitrary<string> {
  return arbitraryOfNamed(name, schema, known).map(toText);
}

function requests(
  operation: ServedOperation,
  body: Arbitrary<unknown>,
  textOf: (parameter: Parameter) => Arbitrary<string>,
): Arbitrary<RandomRequest> {
  const textsIn = (where: Parameter['in']) => {
    const here = operation.parameters.filter((parameter) => parameter.in === where);
    const model = Object.fromEntries(here.map((parameter) => [parameter.name, textOf(parameter).map(sendable[where])]));
    return fc.record(model, {
      requiredKeys: here.filter(({ required }) => required).map(({ name }) => name),
      noNullPrototype: true,
    });
  };
  return fc
    .record({ path: textsIn('path'), query: textsIn('query'), header: textsIn('header'), body })
    .map((parts) => ({
      path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.path[name] ?? '')),
      query: queryString(parts.query),
      headers: parts.header,
      body: parts.body,
      isPathValid: areValid(operation, parts, 'path'),
      isInputValid: isInputValid(operation, parts),
    }));
}

/** What a client can put there at all. */
const sendable: Record<Parameter['in'], (text: string) => string> = {
  path: (text) => text.toWellFormed().slice(0, 2000) || '0',
  query: (text) => text.toWellFormed().slice(0, 2000),
  // no client sends anything but visible ASCII, and none sends an empty header
  header: (text) => text.replace(/[^ -~]/g, '').trim() || '1',
};

function isInputValid(operation: ServedOperation, parts: Parts): boolean {
  const { body, isBodyRequired, dependencies } = operation;
  const isBodyValid = parts.body === undefined ? !isBodyRequired : body !== undefined && isValid(body, parts.body);
  return (
    isBodyValid &&
    areValid(operation, parts, 'query') &&
    areValid(operation, parts, 'header') &&
    dependencies.every((rule) => keepsRule(rule, parts.query))
  );
}

function areValid({ parameters }: ServedOperation, parts: Parts, where: Parameter['in']): boolean {
  return parameters
    .filter((parameter) => parameter.in === where)
    .every((parameter) => {
      const text = parts[where][parameter.name];
      return text === undefined ? !parameter.required : isValidText(parameter, text);
    });
}

function queryString(query: Texts): string {
  const pairs = Object.entries(query).map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
