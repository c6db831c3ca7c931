/** The parts of our OpenAPI document that its page shows. */
export interface ApiDocument {
  info: { title: string };
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: {
    schemas: Readonly<Record<string, Schema>>;
    responses: Readonly<Record<string, Response>>;
    parameters: Readonly<Record<string, Parameter>>;
  };
}

interface Reference {
  $ref?: string;
}

export interface Operation {
  operationId: string;
  summary: string;
  tags: readonly string[];
  security: readonly unknown[];
  parameters?: readonly (Parameter & Reference)[];
  requestBody?: { required: boolean; content: Content };
  responses: Readonly<Record<string, Response & Reference>>;
}

type Content = Readonly<Record<string, { schema: Schema }>>;

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Schema;
}

export interface Response {
  description: string;
  content?: Content;
}

export interface Schema extends Reference {
  type?: string;
  description?: string;
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  examples?: readonly unknown[];
}

/** `#/components/schemas/Booking` is `Booking`. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** The thing itself, or the component to which it refers. */
export function resolve<Part extends object>(part: Part & Reference, components: Readonly<Record<string, Part>>): Part {
  if (part.$ref === undefined) return part;
  const found = components[nameOfRef(part.$ref)];
  if (!found) throw new Error(`the document has no ${part.$ref}`);
  return found;
}
