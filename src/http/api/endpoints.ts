import { authEndpoints } from './auth/endpoints.ts';
import type { AnyEndpoint } from './endpoint.ts';

/** Everything that the API can do. */
export const ENDPOINTS: readonly AnyEndpoint[] = [...authEndpoints];
