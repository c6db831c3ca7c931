import type { ServerResponse } from 'node:http';

export function errorJson(status: number, code: number) {
  return { status, code, message: `error ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}` };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
