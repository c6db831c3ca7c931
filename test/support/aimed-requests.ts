import { before, HOUR } from '#src/platform/duration.ts';
import type { ApiAnswer, TestApi } from './api.ts';

/** Sends one request to the service, as a coordinator unless `as` says otherwise. */
type Send = (request: AimedRequest) => Promise<ApiAnswer>;

interface AimedRequest {
  method: string;
  path: string;
  body?: unknown;
  as?: number;
}

interface People {
  coordinator: number;
  volunteer: number;
}

/**
 * For the endpoints that random requests seldom please: their fields must fit each other, or something must have been made
 * before. By operation id, in the order in which they are sent. Each makes what it needs.
 */
export function aimedRequests(api: TestApi, { coordinator, volunteer }: People) {
  const send: Send = ({ method, path, body, as = coordinator }) =>
    api.call(method, path, { as, ...(body !== undefined && { body }) });

  async function freeShift(index: number): Promise<{ schedule_id: number; start_time: string }> {
    const { body } = await send({ method: 'GET', path: '/shifts/available?limit=20' });
    // a booking moves to another shift of its schedule
    const free = (body as { schedule_id: number; start_time: string }[]).filter((shift) => shift.schedule_id === 1);
    const { schedule_id, start_time } = free.at(index) ?? {};
    if (schedule_id === undefined || start_time === undefined) throw new Error('no shift is free');
    return { schedule_id, start_time };
  }

  async function booked(index: number): Promise<number> {
    const { body } = await send({ method: 'POST', path: '/bookings', body: await freeShift(index), as: volunteer });
    return (body as { booking_id: number }).booking_id;
  }

  const assigned = async () => ({ ...(await freeShift(-1)), user_id: volunteer });
  const requests: Record<string, () => Promise<AimedRequest>> = {
    readCalendar: async () => {
      const { body } = await send({ method: 'POST', path: '/me/calendar' });
      return { method: 'GET', path: new URL((body as { url: string }).url).pathname };
    },
    createSchedule: async () => ({
      method: 'POST',
      path: '/admin/schedules',
      body: { name: 'Morning walk', cron_expr: '0 6 * * 3' },
    }),
    assignBooking: async () => ({ method: 'POST', path: '/admin/bookings', body: await assigned() }),
    moveBooking: async () => {
      const path = `/admin/bookings/${await booked(-2)}`;
      return { method: 'PATCH', path, body: { start_time: (await freeShift(-4)).start_time } };
    },
    dropMyBooking: async () => ({ method: 'DELETE', path: `/bookings/${await booked(-3)}`, as: volunteer }),
    dropAnyBooking: async () => ({ method: 'DELETE', path: `/admin/bookings/${await booked(-3)}` }),
    writeToPerson: async () => ({
      method: 'POST',
      path: '/admin/messages',
      body: { user_id: volunteer, body: 'The gate is open' },
    }),
    seeToText: async () => {
      const { body } = await send({ method: 'GET', path: '/admin/messages/needs-person' });
      const [first] = (body as { items: { id: number }[] }).items;
      return { method: 'POST', path: `/admin/messages/needs-person/${first?.id}/seen-to` };
    },
    requeueDeadLetter: async () => {
      const { body } = await send({ method: 'GET', path: '/admin/dead-letters' });
      const [first] = (body as { items: { id: number }[] }).items;
      return { method: 'POST', path: `/admin/dead-letters/${first?.id}/requeue` };
    },
    requeueDeadLetters: async () => ({
      method: 'POST',
      path: '/admin/dead-letters/requeue',
      body: { message_type: 'reminder_2h' },
    }),
    changeUser: async () => ({ method: 'PATCH', path: `/admin/users/${volunteer}`, body: { name: 'Thandi Dube' } }),
    sendBroadcast: async () => {
      // a random request may have sent one within this minute
      await api.db('broadcasts').update({ createdAt: before(api.clock.now(), HOUR) });
      return {
        method: 'POST',
        path: '/admin/broadcasts',
        body: { audience: 'all', body: 'No patrol tonight: heavy rain' },
      };
    },
    cancelBroadcast: async () => {
      const { body } = await send({ method: 'GET', path: '/admin/broadcasts' });
      const [newest] = (body as { items: { id: number }[] }).items;
      return { method: 'POST', path: `/admin/broadcasts/${newest?.id}/cancel` };
    },
  };
  return { requests, send };
}
