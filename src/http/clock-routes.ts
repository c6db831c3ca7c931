import Router from '@koa/router';
import { fieldOf } from '#src/messaging/twilio/flat-form.ts';
import type { MovableClock } from '#src/platform/clock.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import type { HttpContext, HttpState } from './context.ts';
import { fromTwilio } from './from-twilio.ts';
import { Problem } from './problem.ts';
import { readForm } from './read-form.ts';

/** For trying a Friday night on a Tuesday. Mounted only where the clock is one that moves. */
export function clockRoutes(clock: MovableClock, onMoved: () => void): Router<HttpState, HttpContext> {
  const routes = new Router<HttpState, HttpContext>();
  routes.post('/clock', readForm, fromTwilio, async (ctx) => {
    const { config, log, reminders } = ctx.services;
    const instant = parseInstant(fieldOf(ctx.state.form, 'At') ?? '', config.TIME_ZONE);
    if (!instant) throw new Problem('instant_unreadable', 'At must look like 2026-11-27T23:45.');
    clock.moveTo(instant);
    log.info({ now: clock.now() }, 'clock moved');
    await reminders.queueDue();
    onMoved();
    ctx.body = { now: clock.now().toISOString() };
  });
  return routes;
}
