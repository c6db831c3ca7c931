import Koa from 'koa';
import { apiRoutes } from '#src/http/api-routes.ts';
import { documentRoutes } from '#src/http/document-routes.ts';
import type { HttpContext, HttpState } from '#src/http/framework/context.ts';
import { limitRequests } from '#src/http/framework/limit-requests.ts';
import { answerProblems } from '#src/http/framework/middleware/answer-problems.ts';
import { forbidStoring } from '#src/http/framework/middleware/forbid-storing.ts';
import { identifyRequest } from '#src/http/framework/middleware/identify-request.ts';
import { logBrokenAnswer } from '#src/http/framework/middleware/log-broken-answer.ts';
import { refuseUnreadableTarget } from '#src/http/framework/middleware/refuse-unreadable-target.ts';
import { allowOrigins, secureHeaders } from '#src/http/framework/middleware/secure-headers.ts';
import { healthRoutes } from '#src/http/health-routes.ts';
import { homeRoutes } from '#src/http/home/home-routes.ts';
import { createMetrics } from '#src/http/metrics-routes.ts';
import { assetRoutes } from '#src/http/pages/asset-routes.ts';
import { themeRoutes } from '#src/http/pages/theme-routes.ts';
import { clockPanelRoutes } from '#src/http/try/clock/clock-panel-routes.ts';
import { inspectorRoutes } from '#src/http/try/inspector/inspector-routes.ts';
import { tryRoutes } from '#src/http/try/try-routes.ts';
import { createClockMover } from '#src/http/webhooks/clock-mover.ts';
import { clockRoutes } from '#src/http/webhooks/clock-routes.ts';
import { timerRoutes } from '#src/http/webhooks/timer-routes.ts';
import { WEBHOOK_PATHS, webhookRoutes } from '#src/http/webhooks/webhook-routes.ts';
import { isMovable } from '#src/platform/clock.ts';
import { createCombinedLog } from '#src/platform/combined-log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { keepHandledTexts } from '#src/simulator/inspector/handled-texts.ts';
import type { Services } from './services.ts';

export type App = Koa<HttpState, HttpContext>;

export interface AppOptions {
  /** Runs after somebody moved the clock: more messages may be due. */
  onClockMoved?: () => void;
  /** The path to which `/` leads, in place of the page that says where to go. */
  homeLeadsTo?: string | undefined;
}

export function createApp(services: Services, options: AppOptions = {}): App {
  const app: App = new Koa<HttpState, HttpContext>();
  app.context.services = services;
  const refusals = createCombinedLog(services.log);
  app.on('error', (thrown: unknown) => logBrokenAnswer(refusals, thrown));
  const metrics = createMetrics(services);
  app.use(identifyRequest(parseAddressList(services.config.TRUSTED_PROXIES)));
  app.use(metrics.measureRequest);
  app.use(secureHeaders);
  app.use(forbidStoring);
  const origins = allowOrigins(services.config);
  if (origins) app.use(origins);
  app.use(answerProblems(refusals));
  app.use(limitRequests(WEBHOOK_PATHS));
  app.use(refuseUnreadableTarget);
  for (const routes of [...routesFor(services, options), metrics.routes]) {
    app.use(routes.routes());
    app.use(routes.allowedMethods());
  }
  return app;
}

function routesFor(services: Services, { onClockMoved = () => {}, homeLeadsTo }: AppOptions) {
  const { config, clock } = services;
  const { WATCH_NAME, PUBLIC_URL } = config;
  // a request passes the routes in this order, and the API has many
  const documents = documentRoutes({ title: `${WATCH_NAME}: Watchline`, publicUrl: PUBLIC_URL });
  const hasSimulator = config.SIMULATOR === 'on';
  const pages = [homeRoutes({ hasSimulator, leadsTo: homeLeadsTo }), themeRoutes(), assetRoutes()];
  const routes = [healthRoutes(), webhookRoutes(), documents, apiRoutes(), ...pages];
  if (config.SENDER === 'mock') routes.push(timerRoutes());
  const mover =
    config.CLOCK_START !== undefined && isMovable(clock) ? createClockMover(clock, services, onClockMoved) : undefined;
  if (mover) routes.push(clockRoutes(mover));
  if (hasSimulator) {
    const handledTexts = keepHandledTexts(services.conversations);
    routes.push(
      tryRoutes(services, { handledTexts, mover, onClockMoved }),
      inspectorRoutes(handledTexts),
      clockPanelRoutes(mover),
    );
  }
  return routes;
}
