import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fixedDocument } from '#src/http/framework/fixed-document.ts';
import { mountEndpoint } from '#src/http/framework/mount-endpoint.ts';
import { openApiDocument } from '#src/http/framework/openapi/openapi-document.ts';
import { TAGS } from './api-tags.ts';
import { ENDPOINTS } from './endpoints.ts';

export function apiRoutes({ title, publicUrl }: { title: string; publicUrl: string }): AppRouter {
  const routes = createRouter();
  for (const endpoint of ENDPOINTS) mountEndpoint(routes, endpoint);
  const load = () => JSON.stringify(openApiDocument(ENDPOINTS, { title, serverUrl: publicUrl, tags: TAGS }));
  routes.get('/openapi.json', fixedDocument({ load, type: 'json' }));
  return routes;
}
