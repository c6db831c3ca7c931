import type { HttpCall } from '#src/http/framework/context.ts';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { onlyFromOwnPages } from '#src/http/pages/guard-page.ts';
import { answerWithFragment, answerWithPage } from '#src/http/pages/page.ts';
import { pageRoute } from '#src/http/pages/page-route.ts';
import { readClock } from '#src/http/try/clock/clock-panel-routes.ts';
import { clockPanel } from '#src/http/try/clock/clock-view.ts';
import { loadDemo } from '#src/http/try/demo/load-demo.ts';
import { readInspectors } from '#src/http/try/inspector/inspector-routes.ts';
import { answerWithFile, answerWithMedia } from '#src/http/try/phones/files.ts';
import { report, sendText } from '#src/http/try/phones/forms.ts';
import { phoneBody } from '#src/http/try/phones/phone-view.ts';
import {
  defaultPhones,
  findPhoneByName,
  listPhoneOwners,
  readScreen,
  stateOf,
} from '#src/http/try/phones/read-screens.ts';
import { save } from '#src/http/try/recording/save.ts';
import type { ClockMover } from '#src/http/webhooks/clock-mover.ts';
import type { Services } from '#src/services.ts';
import type { HandledTexts } from '#src/simulator/inspector/handled-texts.ts';
import { createLateDeliveries } from '#src/simulator/phones/late-deliveries.ts';
import { createSharedFiles } from '#src/simulator/phones/shared-files.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { onlyHere } from './only-here.ts';
import { tryUrl } from './try-state.ts';
import type { TryTools } from './try-tools.ts';
import { tryView } from './try-view.ts';

interface TryParts {
  handledTexts: HandledTexts;
  /** Undefined if the clock is the real one. */
  mover: ClockMover | undefined;
  /** Wakes the dispatcher. */
  onClockMoved: () => void;
}

/** `/try`: phones on the screen. Mounted only if SIMULATOR is on. */
export function tryRoutes({ clock, log }: Pick<Services, 'clock' | 'log'>, parts: TryParts): AppRouter {
  const onFailed = (thrown: unknown) => log.warn({ err: thrown }, 'a late delivery could not be reported');
  const tools: TryTools = { files: createSharedFiles(), late: createLateDeliveries(clock, onFailed) };
  const routes = createRouter();
  routes.get(
    '/try',
    onlyHere,
    pageRoute((ctx) => showPage(ctx, { ...tools, ...parts })),
  );
  routes.get(
    '/try/phone',
    onlyHere,
    pageRoute((ctx) => showPhone(ctx, tools)),
  );
  routes.get('/try/events', onlyHere, followChanges);
  routes.get('/try/files/:token', onlyHere, (ctx) => answerWithFile(ctx, tools.files, ctx.params.token ?? ''));
  routes.get('/try/media/:id', onlyHere, (ctx) => answerWithMedia(ctx, ctx.params.id ?? ''));
  routes.post(
    '/try/texts',
    onlyHere,
    onlyFromOwnPages,
    pageRoute((ctx) => sendText(ctx, tools)),
  );
  routes.post(
    '/try/delivery',
    onlyHere,
    onlyFromOwnPages,
    pageRoute((ctx) => report(ctx, tools)),
  );
  routes.post(
    '/try/demo',
    onlyHere,
    onlyFromOwnPages,
    pageRoute((ctx) => loadDemo(ctx, parts.onClockMoved)),
  );
  routes.post('/try/save', onlyHere, onlyFromOwnPages, pageRoute(save));
  return routes;
}

async function showPage(
  ctx: HttpCall,
  { late, handledTexts, mover }: TryTools & Omit<TryParts, 'onClockMoved'>,
): Promise<void> {
  const state = stateOf(ctx);
  if (state.phones.length === 0 && state.unreadable.length === 0) {
    ctx.redirect(tryUrl(await defaultPhones(ctx)));
    return;
  }
  const [typed] = state.unreadable;
  const named = typed === undefined ? undefined : await findPhoneByName(ctx, typed);
  if (named) {
    ctx.redirect(tryUrl([...state.phones.filter(({ number }) => number !== named.number), named]));
    return;
  }
  const texts = pageTextsFor(ctx.acceptsLanguages());
  const screens = await Promise.all(state.phones.map((phone) => readScreen(ctx, phone)));
  const people = await listPhoneOwners(ctx);
  const { TIME_ZONE: zone, DEFAULT_REGION: region } = ctx.services.config;
  const inspectors = await readInspectors(ctx, handledTexts, state);
  const action = tryUrl(state.phones, '/try/clock');
  const clock = clockPanel({ texts, state: await readClock(ctx, mover), action });
  const { isHeldBack } = late;
  const main = tryView({ texts, state, screens, people, zone, region, isHeldBack, inspectors, clock });
  answerWithPage(ctx, { title: texts.try.title, texts, main, scripts: ['htmx.js', 'live.js', 'try.js', 'clock.js'] });
}

/** `shown` is the number of the phone to show. The other phones of the URL only lead back to the same page. */
async function showPhone(ctx: HttpCall, { late }: TryTools): Promise<void> {
  const { try: texts } = pageTextsFor(ctx.acceptsLanguages());
  const { phones } = stateOf(ctx);
  const shown = phones.find(({ number }) => number === ctx.query.shown);
  if (!shown) throw new Problem('not_found', 'Which phone? The URL must name one of its phones.');
  const screen = await readScreen(ctx, shown);
  const zone = ctx.services.config.TIME_ZONE;
  answerWithFragment(ctx, phoneBody({ ...screen, texts, phones, zone, isHeldBack: late.isHeldBack }));
}

async function followChanges(ctx: HttpCall): Promise<void> {
  ctx.type = 'text/event-stream';
  ctx.body = ctx.services.changeStreams.open();
}
