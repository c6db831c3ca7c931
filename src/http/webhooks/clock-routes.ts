import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { fieldOf } from '#src/messaging/twilio/flat-form.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import type { ClockMover } from './clock-mover.ts';
import { fromTwilio, type Webhook } from './from-twilio.ts';

/** Moves the clock, to try out a Friday night on a Tuesday. Mounted only if CLOCK_START is set. */
export function clockRoutes(mover: ClockMover): AppRouter {
  const routes = createRouter();
  const acceptMove: Webhook = async (ctx, form) => {
    const { config, clock } = ctx.services;
    const instant = parseInstant(fieldOf(form, 'At') ?? '', config.TIME_ZONE);
    if (!instant) throw new Problem('instant_unreadable', 'At must look like 2026-11-27T23:45.');
    await mover.move(() => instant);
    ctx.body = { now: clock.now().toISOString() };
  };
  routes.post('/clock', fromTwilio(acceptMove));
  return routes;
}
