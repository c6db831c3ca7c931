declare module 'swagger-client' {
  interface Answer {
    status: number;
    body: unknown;
  }
  interface Call {
    operationId: string;
    parameters?: Record<string, unknown>;
    requestBody?: unknown;
    securities?: { authorized: Record<string, unknown> };
  }
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default class SwaggerClient {
    constructor(options: { url?: string; spec?: unknown });
    spec: { servers: { url: string }[] };
    errors: unknown[];
    execute(call: Call): Promise<Answer>;
  }
}
