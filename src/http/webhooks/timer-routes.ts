import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fromTwilio, type Webhook } from './from-twilio.ts';

const MOST = 20;

/** Lists what the service will do next by itself, for `npm run chat`. Mounted only with the mock sender. */
export function timerRoutes(): AppRouter {
  const routes = createRouter();
  routes.post('/timers', fromTwilio(listTimers));
  return routes;
}

const listTimers: Webhook = async (ctx) => {
  const { timers, clock } = ctx.services;
  const { waiting, held } = await timers.readState();
  const next = await timers.listNext(MOST);
  const now = clock.now();
  ctx.body = {
    waiting,
    held,
    next: next.map(({ kind, subject, dueAt }) => ({
      ...{ kind, subject },
      due_at: dueAt.toISOString(),
      is_overdue: dueAt <= now,
    })),
  };
};
