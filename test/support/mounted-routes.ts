import type { App } from '#src/app.ts';

export interface MountedRoute {
  methods: string[];
  /** The pattern: `/bookings/:id`. */
  path: string;
  /** The pattern with `1` in place of each parameter. */
  address: string;
}

interface RouterLike {
  stack: { methods: string[]; path: string }[];
}

/** Every route of the running app, read from its routers, so that new routes are included. */
export function mountedRoutes(app: App): MountedRoute[] {
  return app.middleware
    .flatMap((middleware) => ('router' in middleware ? (middleware.router as RouterLike).stack : []))
    .map(({ methods, path }) => ({ methods, path, address: path.replace(/:\w+/g, '1') }));
}
