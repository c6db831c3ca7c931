import Router from '@koa/router';
import type { HttpContext, HttpState } from '../context.ts';
import { ENDPOINTS } from './endpoints.ts';
import { mount } from './guard.ts';
import { openApiDocument } from './openapi.ts';

export function apiRoutes({ title, publicUrl }: { title: string; publicUrl: string }): Router<HttpState, HttpContext> {
  const routes = new Router<HttpState, HttpContext>();
  for (const endpoint of ENDPOINTS) mount(routes, endpoint);
  const document = openApiDocument(ENDPOINTS, { title, serverUrl: publicUrl });
  routes.get('/openapi.json', (ctx) => {
    ctx.body = document;
  });
  return routes;
}
