import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { mountEndpoint } from '#src/http/framework/mount-endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

export function apiRoutes(): AppRouter {
  const routes = createRouter();
  for (const endpoint of ENDPOINTS) mountEndpoint(routes, endpoint);
  return routes;
}
