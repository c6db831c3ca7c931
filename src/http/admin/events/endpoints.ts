import { z } from 'zod';
import { authenticate } from '#src/http/framework/authenticate.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { lastLiveEventId } from '#src/notices/live/live-events.ts';

const COORDINATORS = 'coordinator';

const watchEvents = endpoint({
  operationId: 'watchEvents',
  kind: 'read',
  method: 'get',
  path: '/admin/events',
  tag: 'Coordinators: live',
  summary: 'Follow reports, bookings, check-ins and texts that need a person, as they happen',
  access: COORDINATORS,
  headers: { 'Last-Event-ID': 'Continues after this event.' },
  answers: {
    200: {
      description: 'Server-sent events, until the token ends. `data` is JSON with ids and times.',
      mediaType: 'text/event-stream',
      schema: z.string(),
    },
  },
  problems: [],
  handle: async ({ trx, services, header }) => {
    const given = header('last-event-id');
    const last = await lastLiveEventId(trx);
    // an id from before a restore may be larger than ours: the stream would wait for it and miss events
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
      // a proxy that buffers the answer would delay every event
      headers: { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
    };
  },
});

export const eventEndpoints = [watchEvents];
