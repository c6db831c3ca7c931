import { z } from 'zod';
import type { Transaction } from '#src/db/connect.ts';
import { readClaims } from '#src/http/framework/authenticate.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { lastLiveEventId } from '#src/notices/live/live-events.ts';
import { SECOND } from '#src/platform/duration.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';

const watchEvents = endpoint({
  operationId: 'watchEvents',
  kind: 'read',
  method: 'get',
  path: '/admin/events',
  tag: 'Coordinators: live',
  summary: 'Follow reports, bookings, check-ins and texts that need a person, as they happen',
  access: 'coordinator',
  headers: { 'Last-Event-ID': 'Continues after this event.' },
  answers: {
    200: {
      description:
        'Server-sent events, until the token ends. `data` is JSON with ids and times. A sixth stream of a person ends the oldest with the event `replaced`.',
      mediaType: 'text/event-stream',
      schema: z.string(),
    },
  },
  problems: [],
  handle: async ({ trx, services, settings, user, header }) => {
    const checkedAtId = await lastLiveEventId(trx);
    const claims = readClaims(settings, header('authorization'));
    if (!claims || !(await isStillAllowed(trx, user)))
      throw new Problem('token_refused', 'Sign in: POST /auth/register, then /auth/verify.');
    const given = header('last-event-id');
    // an id from before a restore may be larger than ours: the stream would wait for it and miss events
    const afterId = /^\d{1,9}$/.test(given) ? Math.min(Number(given), checkedAtId) : checkedAtId;
    const { userId } = user;
    return {
      status: 200,
      body: services.liveFeed.open({ userId, expiresAt: new Date(claims.expiresAt * SECOND), checkedAtId, afterId }),
      // a proxy that buffers the answer would delay every event
      headers: { 'X-Accel-Buffering': 'no' },
    };
  },
});

/**
 * A right that was lost after `checkedAtId` ends the stream. So the check must be of the same snapshot, and a remembered
 * user may be older.
 */
async function isStillAllowed(trx: Transaction, { userId, tokenGeneration }: User): Promise<boolean> {
  const now = await findUser(trx, userId);
  return now?.isCoordinator === true && now.tokenGeneration === tokenGeneration;
}

export const eventEndpoints = [watchEvents];
