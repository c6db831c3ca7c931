import { z } from 'zod';
import type { AnyEndpoint } from './endpoint.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';

type Json = Record<string, unknown>;

const PROBLEM_TYPE = 'application/problem+json';

/** The problems that follow from an endpoint's access. */
const ACCESS_PROBLEMS: Record<AnyEndpoint['access'], readonly ProblemCode[]> = {
  public: [],
  signedIn: ['token_refused'],
  member: ['token_refused', 'awaiting_approval'],
  coordinator: ['token_refused', 'awaiting_approval', 'coordinators_only'],
};

export interface DocumentInfo {
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

function answersOf({ answers }: AnyEndpoint, schemas: Json): Json {
  const entries = Object.entries(answers).map(([status, { description, schema, mediaType }]) => {
    const content = mediaType ?? (schema && 'application/json');
    const shape = schema ? schemaOf(schema, 'output', schemas) : { type: 'string' };
    return [status, { description, ...(content && { content: { [content]: { schema: shape } } }) }];
  });
  return Object.fromEntries(entries);
}

/** One response for each status, with all its problem codes. */
function problemsOf(endpoint: AnyEndpoint): Json {
  const hasInput = endpoint.body || endpoint.query;
  const codes = new Set<ProblemCode>([
    ...endpoint.problems,
    ...ACCESS_PROBLEMS[endpoint.access],
    ...(hasInput ? (['validation_failed'] as const) : []),
    ...(endpoint.body ? (['unreadable_request', 'too_large', 'unsupported_type'] as const) : []),
    ...(endpoint.params ? (['not_found'] as const) : []),
    ...(endpoint.isRepeatable ? (['key_reused'] as const) : []),
    'too_many_requests',
    'internal_error',
  ]);
  const responses: Record<string, Json> = {};
  for (const status of new Set([...codes].map((code) => PROBLEMS[code].status))) {
    const here = [...codes].filter((code) => PROBLEMS[code].status === status);
    responses[status] = {
      description: here.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
}

/** A schema with an id becomes a component, so that other schemas can refer to it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  Object.assign(schemas, toComponents($defs));
  return toComponents(rest) as Json;
}

function toComponents(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
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

function problemSchema(): Json {
  const errors = {
    type: 'array',
    items: {
      type: 'object',
      properties: { path: { type: 'string' }, message: { type: 'string' } },
      required: ['path', 'message'],
    },
  };
  return {
    type: 'object',
    description: 'A problem (RFC 9457). `code` is stable.',
    properties: {
      status: { type: 'integer' },
      title: { type: 'string' },
      detail: { type: 'string' },
      code: { type: 'string', enum: Object.keys(PROBLEMS) },
      errors,
    },
    required: ['status', 'title', 'detail', 'code'],
  };
}
