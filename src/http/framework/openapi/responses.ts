import type { AnyEndpoint } from '#src/http/framework/endpoint.ts';
import { PROBLEMS, type ProblemCode } from '#src/http/framework/problem.ts';
import { type Json, schemaOf } from './json-schema.ts';

const PROBLEM_TYPE = 'application/problem+json';

/** The problems that follow from an endpoint's access. */
const ACCESS_PROBLEMS: Record<AnyEndpoint['access'], readonly ProblemCode[]> = {
  public: [],
  signedIn: ['token_refused'],
  member: ['token_refused', 'awaiting_approval'],
  coordinator: ['token_refused', 'awaiting_approval', 'coordinators_only'],
};

export function answersOf({ answers }: AnyEndpoint, schemas: Json): Json {
  const entries = Object.entries(answers).map(([status, { description, schema, mediaType }]) => {
    const types = [mediaType ?? (schema ? 'application/json' : [])].flat();
    const shape = schema ? schemaOf(schema, 'output', schemas) : { type: 'string' };
    const content = Object.fromEntries(types.map((type) => [type, { schema: shape }]));
    return [status, { description, ...(types.length > 0 && { content }) }];
  });
  return Object.fromEntries(entries);
}

/**
 * One response for each status, with all its problem codes. Each becomes a component, because most endpoints have the same:
 * written out, they were a quarter of the document.
 */
export function problemsOf(endpoint: AnyEndpoint, components: Json): Json {
  const hasInput = endpoint.body || endpoint.query;
  const codes = new Set<ProblemCode>([
    ...endpoint.problems,
    ...ACCESS_PROBLEMS[endpoint.access],
    ...(endpoint.needsFreshProof ? (['fresh_proof_needed'] as const) : []),
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
    const name = here.join('_or_');
    components[name] ??= {
      description: here.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    };
    responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return responses;
}

export function problemSchema(): Json {
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
