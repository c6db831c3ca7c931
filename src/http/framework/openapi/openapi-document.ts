import { z } from 'zod';
import { LONGEST_KEY } from '#src/http/framework/answer-once.ts';
import { isOptional } from '#src/http/framework/check.ts';
import type { AnyEndpoint } from '#src/http/framework/endpoint.ts';
import { type Json, schemaOf } from './json-schema.ts';
import { answersOf, problemSchema, problemsOf } from './responses.ts';
import { shareParameters } from './share-parameters.ts';

interface DocumentInfo {
  title: string;
  /** The public URL of the API. */
  serverUrl: string;
  /** Descriptions by tag, in the order of the document. */
  tags: Readonly<Record<string, string>>;
}

/** The OpenAPI 3.1 document of these endpoints. */
export function openApiDocument(endpoints: readonly AnyEndpoint[], info: DocumentInfo): Json {
  const components = { schemas: { Problem: problemSchema() } as Json, responses: {} as Json };
  const paths: Record<string, Json> = {};
  const operations = endpoints.map((endpoint) => operationOf(endpoint, components));
  for (const [index, { path, method }] of endpoints.entries()) {
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method]: operations[index] };
  }
  const parameters = shareParameters(operations);
  const tags = Object.entries(info.tags).map(([name, description]) => ({ name, description }));
  const securitySchemes = { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } };
  return {
    openapi: '3.1.0',
    info: { title: info.title, version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: info.serverUrl }],
    tags,
    paths,
    components: { ...components, parameters, securitySchemes },
  };
}

/** Adds the components that it refers to. */
function operationOf(endpoint: AnyEndpoint, { schemas, responses }: { schemas: Json; responses: Json }): Json {
  const { operationId, summary, tag, access, body } = endpoint;
  const query = parametersOf(endpoint.query, 'query', schemas);
  const parameters = [...parametersOf(endpoint.params, 'path', schemas).parameters, ...query.parameters];
  for (const [name, description] of Object.entries(endpoint.headers ?? {}))
    parameters.push(header(name, { description }));
  if (endpoint.isRepeatable) parameters.push(idempotencyKey());
  const requestBody = body && {
    required: !isOptional(body),
    content: { 'application/json': { schema: schemaOf(body, 'input', schemas) } },
  };
  return {
    operationId,
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ token: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(query.dependencies && { 'x-dependencies': query.dependencies }),
    ...(requestBody && { requestBody }),
    responses: { ...answersOf(endpoint, schemas), ...problemsOf(endpoint, responses) },
  };
}

interface Parameters {
  parameters: Json[];
  /** Rules about several of them. */
  dependencies?: string[];
}

function parametersOf(shape: z.ZodType | undefined, where: 'path' | 'query', schemas: Json): Parameters {
  if (!(shape instanceof z.ZodObject)) return { parameters: [] };
  const {
    properties = {},
    required = [],
    'x-dependencies': dependencies,
  } = schemaOf(shape, 'input', schemas) as {
    properties?: Json;
    required?: string[];
    'x-dependencies'?: string[];
  };
  const parameters = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...((schema as Json).deprecated === true && { deprecated: true }),
    schema,
  }));
  return { parameters, ...(dependencies && { dependencies }) };
}

function idempotencyKey(): Json {
  return header('Idempotency-Key', {
    description: 'A request that repeats a key gets the first answer, and nothing happens twice.',
    maxLength: LONGEST_KEY,
  });
}

function header(name: string, { description, ...limits }: { description: string; maxLength?: number }): Json {
  return { name, in: 'header', required: false, description, schema: { type: 'string', ...limits } };
}
