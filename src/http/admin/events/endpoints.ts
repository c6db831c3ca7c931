import { z } from 'zod';
import { authenticate } from '#src/http/framework/authenticate.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { lastLiveEventId } from '#src/notices/live-events.ts';

const COORDINATORS = 'coordinator';

const watchEvents = endpoint({
  operationId: 'watchEvents',
  method: 'get',
  path: '/admin/events',
  tag: 'Coordinators: live',
  summary: 'Reports, bookings, check-ins and texts that need a person, as they happen',
  access: COORDINATORS,
  headers: { 'Last-Event-ID': 'Goes on after this event instead of with the next one.' },
  answers: {
    200: {
      description: 'Server-sent events, until the token stops counting. `data` is JSON: ids and times.',
      mediaType: 'text/event-stream',
      schema: z.string(),
    },
  },
  problems: [],
  handle: async ({ trx, services, header }) => {
    const given = header('last-event-id');
    const last = await lastLiveEventId(trx);
    // an id of another database, or of one before a backup was put back, must not make the stream deaf
    const afterId = /^\d{1,9}$/.test(given) ? Math.min(Number(given), last) : last;
    const authorization = header('authorization');
    const mayGoOn: Parameters<typeof services.liveFeed.open>[0]['mayGoOn'] = (now) =>
      authenticate(now, { services, access: COORDINATORS, authorization }).then(
        () => true,
        (thrown: unknown) => {
          if (thrown instanceof Problem) return false;
          throw thrown;
        },
      );
    return {
      status: 200,
      body: services.liveFeed.open({ afterId, mayGoOn }),
      // a proxy that collects an answer before it passes it on makes none of it live
      headers: { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
    };
  },
});

export const eventEndpoints = [watchEvents];
