import { setTimeout as wait } from 'node:timers/promises';
import type { HttpCall } from '#src/http/framework/context.ts';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { onlyFromOwnPages } from '#src/http/pages/guard-page.ts';
import { answerWithFragment, wantsFragment } from '#src/http/pages/page.ts';
import { pageRoute } from '#src/http/pages/page-route.ts';
import { readForm, textOf } from '#src/http/pages/read-form.ts';
import { onlyHere } from '#src/http/try/only-here.ts';
import { stateOf } from '#src/http/try/phones/read-screens.ts';
import { tryUrl } from '#src/http/try/try-state.ts';
import type { ClockMover } from '#src/http/webhooks/clock-mover.ts';
import { SECOND } from '#src/platform/duration.ts';
import { describeError } from '#src/platform/log.ts';
import { CLOCK_STEPS, type ClockChoice, chooseTarget } from '#src/simulator/clock/choose-target.ts';
import { inspectTimers } from '#src/simulator/inspector/inspect-timers.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { type ClockState, clockNow } from './clock-view.ts';

/** A longer move goes on, and the page says where it is. */
const LONGEST_WAIT_MS = 20 * SECOND;
const TIMERS_SHOWN = 8;

/** Shows and moves the clock. `mover`: undefined if the clock is the real one. */
export function clockPanelRoutes(mover: ClockMover | undefined): AppRouter {
  const routes = createRouter();
  const show = async (ctx: HttpCall) => {
    const texts = pageTextsFor(ctx.acceptsLanguages());
    answerWithFragment(ctx, clockNow({ texts, state: await readClock(ctx, mover) }));
  };
  const move = async (ctx: HttpCall) => {
    const { clock: words } = pageTextsFor(ctx.acceptsLanguages());
    if (!mover) throw new Problem('not_found', `${words.notMovable} ${words.howToMove}`);
    const refused = await moveAsChosen(ctx, mover, choiceOf(await readForm(ctx)));
    if (refused) throw new Problem('validation_failed', words.refused[refused]);
    if (wantsFragment(ctx)) {
      // time alone may have ended a dialogue, which the stream of changes does not tell
      ctx.set('HX-Trigger', 'clock-moved');
      return show(ctx);
    }
    ctx.redirect(tryUrl(stateOf(ctx).phones));
    ctx.status = 303;
  };
  routes.get('/try/clock', onlyHere, pageRoute(show));
  routes.post('/try/clock', onlyHere, onlyFromOwnPages, pageRoute(move));
  return routes;
}

/** The clock, and the next timers of the watch. */
export async function readClock({ services }: HttpCall, mover: ClockMover | undefined): Promise<ClockState> {
  const { clock, config, timers, read } = services;
  const next = await timers.listNext(TIMERS_SHOWN);
  return {
    now: clock.now(),
    zone: config.TIME_ZONE,
    isMovable: mover !== undefined,
    target: mover?.target,
    timers: await read((trx) => inspectTimers(trx, clock.now(), next)),
  };
}

function choiceOf(form: FormData): ClockChoice {
  const step = CLOCK_STEPS.find((each) => each === textOf(form, 'step'));
  return step ? { step } : { at: textOf(form, 'at') };
}

/** Moves the clock, or says why not. */
async function moveAsChosen({ services }: HttpCall, mover: ClockMover, choice: ClockChoice) {
  const { clock, config, timers, log } = services;
  let refused: 'unreadable' | 'past' | 'tooFar' | 'noTimer' | undefined;
  const moved = mover.move(async () => {
    const present = { now: clock.now(), zone: config.TIME_ZONE, nextDueAt: await timers.findNextDueAt() };
    const chosen = chooseTarget(choice, present);
    if ('target' in chosen) return chosen.target;
    refused = chosen.refused;
    return undefined;
  });
  moved.catch((thrown: unknown) => log.error(describeError(thrown), 'moving the clock failed'));
  await Promise.race([moved, wait(LONGEST_WAIT_MS, undefined, { ref: false })]);
  return refused;
}
