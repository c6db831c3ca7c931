import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { mount } from '#src/http/framework/guard.ts';
import { openApiDocument } from '#src/http/framework/openapi.ts';
import { ENDPOINTS } from './endpoints.ts';

export function apiRoutes({ title, publicUrl }: { title: string; publicUrl: string }): AppRouter {
  const routes = createRouter();
  for (const endpoint of ENDPOINTS) mount(routes, endpoint);
  const document = openApiDocument(ENDPOINTS, { title, serverUrl: publicUrl });
  routes.get('/openapi.json', (ctx) => {
    ctx.body = document;
  });
  return routes;
}
