import { z } from 'zod';
import type { AnyEndpoint } from '#src/http/framework/endpoint.ts';
import { type Json, schemaOf } from './json-schema.ts';
import { answersOf, problemSchema, problemsOf } from './responses.ts';

interface DocumentInfo {
  title: string;
  /** The public URL of the API. */
  serverUrl: string;
  /** Descriptions by tag, in the order of the document. */
  tags: Readonly<Record<string, string>>;
}

/** The OpenAPI 3.1 document of these endpoints. */
export function openApiDocument(endpoints: readonly AnyEndpoint[], info: DocumentInfo): Json {
  const schemas: Json = { Problem: problemSchema() };
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint, schemas) };
  }
  const tags = Object.entries(info.tags).map(([name, description]) => ({ name, description }));
  const securitySchemes = { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } };
  return {
    openapi: '3.1.0',
    info: { title: info.title, version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: info.serverUrl }],
    tags,
    paths,
    components: { schemas, securitySchemes },
  };
}

function operationOf(endpoint: AnyEndpoint, schemas: Json): Json {
  const { operationId, summary, tag, access, body } = endpoint;
  const parameters = [
    ...parametersOf(endpoint.params, 'path', schemas),
    ...parametersOf(endpoint.query, 'query', schemas),
  ];
  for (const [name, description] of Object.entries(endpoint.headers ?? {})) parameters.push(header(name, description));
  if (endpoint.isRepeatable) parameters.push(idempotencyKey());
  const requestBody = body && {
    required: true,
    content: { 'application/json': { schema: schemaOf(body, 'input', schemas) } },
  };
  return {
    operationId,
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ token: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: { ...answersOf(endpoint, schemas), ...problemsOf(endpoint) },
  };
}

function parametersOf(shape: z.ZodType | undefined, where: 'path' | 'query', schemas: Json): Json[] {
  if (!(shape instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = schemaOf(shape, 'input', schemas) as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }));
}

function idempotencyKey(): Json {
  return header('Idempotency-Key', 'A request that repeats a key gets the first answer, and nothing happens twice.');
}

function header(name: string, description: string): Json {
  return {
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string', maxLength: 200 },
  };
}
