import pLimit from 'p-limit';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { fieldOf } from '#src/messaging/twilio/flat-form.ts';
import type { MovableClock } from '#src/platform/clock.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import { fromTwilio, type Webhook } from './from-twilio.ts';
import { moveClock } from './move-clock.ts';

/** Moves the clock, to try out a Friday night on a Tuesday. Mounted only if CLOCK_START is set. */
export function clockRoutes(clock: MovableClock, onMoved: () => void): AppRouter {
  const routes = createRouter();
  const oneAtATime = pLimit(1);
  const acceptMove: Webhook = async (ctx, form) => {
    const { services } = ctx;
    const { config, log } = services;
    const instant = parseInstant(fieldOf(form, 'At') ?? '', config.TIME_ZONE);
    if (!instant) throw new Problem('instant_unreadable', 'At must look like 2026-11-27T23:45.');
    const move = () => moveClock({ clock, services, onMoved }, instant);
    await oneAtATime(() => (services.journal ? services.journal.noteMove(instant, move) : move()));
    log.info({ now: clock.now() }, 'clock moved');
    ctx.body = { now: clock.now().toISOString() };
  };
  routes.post('/clock', fromTwilio(acceptMove));
  return routes;
}
