import { type AppRouter, createRouter } from '../create-router.ts';
import { ENDPOINTS } from './endpoints.ts';
import { mount } from './guard.ts';
import { openApiDocument } from './openapi.ts';

export function apiRoutes({ title, publicUrl }: { title: string; publicUrl: string }): AppRouter {
  const routes = createRouter();
  for (const endpoint of ENDPOINTS) mount(routes, endpoint);
  const document = openApiDocument(ENDPOINTS, { title, serverUrl: publicUrl });
  routes.get('/openapi.json', (ctx) => {
    ctx.body = document;
  });
  return routes;
}
