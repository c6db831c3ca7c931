import { createHash, timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { HttpMiddleware } from '#src/http/framework/context.ts';
import { type AppRouter, createRouter, matchedRoute } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { SECOND } from '#src/platform/duration.ts';
import { isLoopback } from '#src/platform/remote-address.ts';
import type { RetentionReport } from '#src/privacy/retention/retention-report.ts';
import type { Services } from '#src/services.ts';
import { timerMetrics } from './timer-metrics.ts';

/** Message types that somebody is waiting for. */
const ANSWERS = new Set(['answer', 'otp', 'booking_confirmation', 'opt_out_confirmation']);

interface Metrics {
  measureRequest: HttpMiddleware;
  routes: AppRouter;
}

/** Each sample of the event loop's lag wakes the process, so we take few. */
const LAG_EVERY_MS = 100;

/** Serves `/metrics` for Prometheus, with METRICS_TOKEN. If that is not set, only processes on this machine may read. */
export function createMetrics(services: Services): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_EVERY_MS });
  const refresh = trafficMetrics(registry);
  const refreshErased = retentionMetrics(registry);
  const refreshTimers = timerMetrics(registry);
  const requests = new Histogram({
    name: 'watchline_http_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const routes = createRouter();
  routes.get('/metrics', async (ctx) => {
    const { ip, headers } = { ip: ctx.req.socket.remoteAddress ?? '', headers: ctx.headers };
    const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
    if (!mayRead(services, ctx.get('authorization'), isLoopback(ip) && !isForwarded)) {
      throw new Problem('not_found', 'There is nothing at this address.', { logged: { code: 'metrics_refused' } });
    }
    refresh(await services.traffic(), await services.heartbeats.ages());
    refreshErased(await services.retention.lastReport());
    await refreshTimers(services);
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  return {
    routes,
    measureRequest: async (ctx, next) => {
      const startedAt = performance.now();
      await next();
      // not the path: it contains ids and secrets, and there are too many paths
      const labels = { method: ctx.method, route: matchedRoute(ctx) ?? 'none', status: String(ctx.status) };
      requests.observe(labels, (performance.now() - startedAt) / SECOND);
    },
  };
}

function mayRead({ config }: Services, authorization: string, isLocal: boolean): boolean {
  const token = config.METRICS_TOKEN;
  if (token === undefined) return isLocal;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

/** What the last run of the retention job erased. Any process may have run it. */
function retentionMetrics(registry: Registry): (report: RetentionReport | undefined) => void {
  const registers = [registry];
  const name = 'watchline_erased_in_last_run';
  const erased = new Gauge({
    name,
    help: 'Rows and files that the last run of the retention job erased.',
    labelNames: ['kind'],
    registers,
  });
  return (report) => {
    erased.reset();
    for (const [kind, count] of Object.entries(report?.removed ?? {})) erased.set({ kind }, count);
  };
}

type Refresh = (traffic: Awaited<ReturnType<Services['traffic']>>, ages: Record<string, number>) => void;

function trafficMetrics(registry: Registry): Refresh {
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const textsIn = counter('watchline_texts_in_total', 'Texts received.');
  const answersOut = counter('watchline_answers_out_total', 'Replies and codes sent.');
  const waiting = gauge('watchline_texts_waiting', 'Texts that are not handled yet.');
  const oldestText = gauge('watchline_text_oldest_age_seconds', 'Age of the oldest text that is not handled yet.');
  const needPerson = gauge('watchline_texts_needing_person', 'Texts that need a person and have not been seen to.');
  const messages = gauge('watchline_messages', 'Messages by type and status.', ['type', 'status']);
  const failed = gauge('watchline_dead_letters', 'Dead letters.');
  const due = gauge('watchline_queue_depth', 'Due messages.');
  const oldestDue = gauge('watchline_queue_oldest_age_seconds', 'For how long the oldest due message has been due.');
  const mediaWaiting = gauge('watchline_media_waiting', 'Photos and voice notes that are not fetched yet.');
  const beats = gauge('watchline_job_heartbeat_age_seconds', 'Time since the last heartbeat of a job.', ['job']);
  return (traffic, ages) => {
    for (const metric of [textsIn, answersOut, messages, beats]) metric.reset();
    const sumOf = (isCounted: (row: (typeof traffic.messages)[number]) => boolean) =>
      traffic.messages.filter(isCounted).reduce((sum, { total }) => sum + total, 0);
    textsIn.inc(traffic.textsIn);
    answersOut.inc(sumOf(({ messageType, status }) => status === 'sent' && ANSWERS.has(messageType)));
    waiting.set(traffic.textsWaiting);
    oldestText.set(traffic.oldestTextWaitingMs / SECOND);
    needPerson.set(traffic.needPerson);
    for (const { messageType, status, total } of traffic.messages) messages.set({ type: messageType, status }, total);
    failed.set(sumOf(({ status }) => status === 'failed'));
    due.set(traffic.messagesDue);
    oldestDue.set(traffic.oldestMessageDueMs / SECOND);
    mediaWaiting.set(traffic.mediaWaiting);
    for (const [job, age] of Object.entries(ages)) beats.set({ job }, age / SECOND);
  };
}
