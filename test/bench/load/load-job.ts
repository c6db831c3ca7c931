/** What the load generator is asked to do. */
export interface LoadJob {
  url: string;
  connections: number;
  /** The first connection that is free takes the next one. */
  requests: readonly LoadRequest[];
  /** How long the requests are sent again and again. Without it, each is sent once. */
  forMs?: number;
  /** It ends earlier after so many requests. */
  most?: number;
}

export interface LoadRequest {
  method: 'GET' | 'POST';
  /** With its query. */
  path: string;
  token?: string;
  /** Whether the answer may be compressed. */
  acceptsGzip?: boolean;
  body?: unknown;
}

export interface LoadResult {
  answers: number;
  elapsedMs: number;
  /** What the generator itself used. */
  processorMs: number;
}

/** The job ends with its next answers. */
export const STOP = 'stop';
export type LoadOrder = LoadJob | typeof STOP;
export type LoadReport = { result: LoadResult } | { error: string };

/** The bytes of a request. */
export function encodeRequest(host: string, { method, path, token, acceptsGzip, body }: LoadRequest): Buffer {
  const json = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...(acceptsGzip ? ['accept-encoding: gzip'] : []),
    ...(json === '' ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(json)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${json}`);
}
