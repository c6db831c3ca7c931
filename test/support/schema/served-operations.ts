import type { TestApi } from '../api.ts';

/** The part of JSON Schema that our document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  minProperties?: number;
  dependentRequired?: Record<string, string[]>;
  items?: JsonSchema;
  format?: string;
  pattern?: string;
  examples?: unknown[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: JsonSchema;
}

/** One operation, as somebody reads it who has only the document. References are resolved. */
export interface ServedOperation {
  operationId: string;
  /** In lower case. */
  method: string;
  /** `/bookings/{id}` */
  path: string;
  parameters: Parameter[];
  /** Rules about several parameters of the query, in the notation of IDL4OAS. */
  dependencies: string[];
  body: JsonSchema | undefined;
  isBodyRequired: boolean;
  statuses: string[];
}

interface Document {
  paths: Record<string, Record<string, DescribedOperation>>;
  /** By their kind: schemas, parameters and others. */
  components: Record<string, Record<string, unknown>>;
}

interface DescribedOperation {
  operationId: string;
  parameters?: Parameter[];
  'x-dependencies'?: string[];
  requestBody?: { required: boolean; content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, unknown>;
}

/** Reads `/openapi.json` from the running service. */
export async function servedOperations(api: TestApi): Promise<ServedOperation[]> {
  const { paths, components } = (await api.call('GET', '/openapi.json')).body as Document;
  const resolve = <Part>(part: Part): Part =>
    part === undefined ? part : JSON.parse(JSON.stringify(part, (_, value) => target(value)));
  const target = (value: unknown): unknown => {
    const isReference = typeof value === 'object' && value !== null && '$ref' in value;
    if (!isReference) return value;
    const { $ref, ...besides } = value;
    const [name = '', kind = ''] = String($ref).split('/').toReversed();
    // a description beside a reference stands for the one of its target
    return { ...(components[kind]?.[name] as object), ...besides };
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, described]) => {
      const { operationId, parameters = [], requestBody, responses } = described;
      return {
        operationId,
        method,
        path,
        parameters: resolve(parameters),
        dependencies: described['x-dependencies'] ?? [],
        body: resolve(requestBody?.content['application/json'].schema),
        isBodyRequired: requestBody?.required ?? false,
        statuses: Object.keys(responses),
      };
    }),
  );
}
