import { issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import type { BookingOf, FullWatch } from './full-watch.ts';

/** One request to a watch at its limits. */
export interface RequestExample {
  path: string;
  body?: unknown;
  /** The person who asks. Nobody, if it is missing. */
  as?: number;
  headers?: Record<string, string>;
  /** How many bytes of an answer without end are read. */
  bytes?: number;
}

/** One announcement a minute is sent. */
async function forgetAnnouncements({ db }: Pick<FullWatch, 'db'>): Promise<void> {
  await db('broadcasts').update({ createdAt: new Date('2026-11-01T10:00:00Z') });
}

type Prepare = (watch: FullWatch) => RequestExample | Promise<RequestExample>;

/** By operation id, the largest requests that it allows. Each is prepared anew for each run, because many change data. */
export const ENDPOINT_EXAMPLES: Record<string, readonly Prepare[]> = {
  register: [({ take }) => ({ path: '/auth/register', body: { phone: take.stranger(), name: 'Thandi Nkosi' } })],
  verify: [
    async ({ take, db, api }) => {
      const { phone } = take.member();
      const owner = { phone, purpose: 'api', askedFrom: '127.0.0.1' } as const;
      const issued = await api.services.transact((trx) => issueCode(trx, api.services.settings, owner));
      if (issued.outcome !== 'issued') throw new Error(issued.outcome);
      await db('users').where({ phone }).update({ seenAt: api.clock.now() });
      return { path: '/auth/verify', body: { phone, code: issued.code } };
    },
  ],
  logout: [({ take }) => ({ path: '/auth/logout', as: take.member().userId })],

  listSchedules: [({ regular }) => ({ path: '/schedules', as: regular.userId })],
  listAvailableShifts: [
    ({ regular }) => ({ path: '/shifts/available?limit=500', as: regular.userId }),
    ({ regular }) => ({ path: '/shifts/available?from=2026-12-01&to=2027-03-02&limit=500', as: regular.userId }),
    ({ take }) => ({ path: '/shifts/available?from=2026-11-28&to=2026-11-28&limit=20', as: take.member().userId }),
  ],
  book: [
    ({ take, gateIds }) => ({
      path: '/bookings',
      as: take.member().userId,
      body: { schedule_id: gateIds[0], start_time: '2026-12-20T10:00:00+02:00', buddy_phone: take.member().phone },
    }),
  ],
  listMyBookings: [({ regular }) => ({ path: '/bookings?limit=500', as: regular.userId })],
  showMyBooking: [({ take }) => own(take.ahead(), (id) => `/bookings/${id}`)],
  dropMyBooking: [({ take }) => ({ ...own(take.ahead(), (id) => `/bookings/${id}`), body: { reason: 'ill' } })],
  setMyAttendance: [
    ({ take }) => ({ ...own(take.running(), (id) => `/bookings/${id}/attendance`), body: { attended: true } }),
  ],
  reportOnShift: [({ take }) => ({ ...own(take.running(), (id) => `/bookings/${id}/report`), body: incident() })],
  report: [({ take }) => ({ path: '/reports', as: take.member().userId, body: incident() })],
  listMyReports: [({ regular }) => ({ path: '/reports', as: regular.userId })],

  showMe: [({ regular }) => ({ path: '/me', as: regular.userId })],
  changeMe: [({ take }) => ({ path: '/me', as: take.regular().userId, body: { name: 'Ann Smith', language: 'en' } })],
  openMyCalendar: [({ take }) => ({ path: '/me/calendar', as: take.member().userId })],
  revokeMyCalendar: [({ take }) => ({ path: '/me/calendar', as: take.member().userId })],
  readCalendar: [({ calendarToken }) => ({ path: `/calendar/${calendarToken}.ics` })],

  listUsers: [
    ({ coordinator }) => ({ path: '/admin/users?limit=100', as: coordinator.userId }),
    ({ coordinator }) => ({ path: '/admin/users?limit=100&search=person%209', as: coordinator.userId }),
  ],
  showUser: [({ coordinator, regular }) => ({ path: `/admin/users/${regular.userId}`, as: coordinator.userId })],
  createUser: [
    ({ coordinator, take }) => ({
      path: '/admin/users',
      as: coordinator.userId,
      body: { name: 'Thandi Nkosi', phone: take.stranger(), role: 'coordinator' },
    }),
  ],
  changeUser: [
    ({ coordinator, take }) => ({
      path: `/admin/users/${take.newcomer().userId}`,
      as: coordinator.userId,
      body: { status: 'active', role: 'coordinator' },
    }),
    ({ coordinator, take }) => ({
      path: `/admin/users/${take.ahead().userId}`,
      as: coordinator.userId,
      body: { status: 'suspended' },
    }),
  ],
  markUserAsLeft: [
    ({ coordinator, take }) => ({ path: `/admin/users/${take.running().userId}/leave`, as: coordinator.userId }),
  ],
  forgetUser: [
    ({ coordinator, take }) => ({ path: `/admin/users/${take.regular().userId}/forget`, as: coordinator.userId }),
  ],
  exportUser: [
    ({ coordinator, regular }) => ({ path: `/admin/users/${regular.userId}/export`, as: coordinator.userId }),
  ],

  listWholeSchedules: [({ coordinator }) => ({ path: '/admin/schedules', as: coordinator.userId })],
  showSchedule: [
    ({ coordinator, gateIds }) => ({ path: `/admin/schedules/${gateIds[0]}`, as: coordinator.userId }),
    ({ coordinator, scheduleIds }) => ({ path: `/admin/schedules/${scheduleIds[0]}`, as: coordinator.userId }),
  ],
  createSchedule: [
    ({ coordinator }) => ({
      path: '/admin/schedules',
      as: coordinator.userId,
      body: { name: 'Bridge', cron_expr: '*/30 * * * *', duration_minutes: 30, capacity: 99, end_date: '2026-11-27' },
    }),
  ],
  changeSchedule: [
    ({ coordinator, take }) => ({
      path: `/admin/schedules/${take.scheduleId()}?drop=orphans`,
      as: coordinator.userId,
      body: { duration_minutes: 60 },
    }),
    ({ coordinator, gateIds }) => ({
      path: `/admin/schedules/${gateIds[0]}`,
      as: coordinator.userId,
      body: { meeting_place: 'The gate' },
    }),
  ],
  endSchedule: [
    ({ coordinator, take }) => ({
      path: `/admin/schedules/${take.scheduleId()}/end?drop=orphans`,
      as: coordinator.userId,
      body: { end_date: '2026-11-28' },
    }),
  ],
  listScheduleExceptions: [
    ({ coordinator, scheduleIds }) => ({
      path: `/admin/schedules/${scheduleIds[0]}/exceptions`,
      as: coordinator.userId,
    }),
  ],
  addScheduleException: [
    ({ coordinator, take }) => ({
      path: `/admin/schedules/${take.scheduleId()}/exceptions?drop=orphans`,
      as: coordinator.userId,
      body: { skip: '2026-12-01', reason: 'Heavy rain' },
    }),
    ({ coordinator, take, gateIds }) => ({
      path: `/admin/schedules/${gateIds[1]}/exceptions`,
      as: coordinator.userId,
      body: { skip: `2026-12-${10 + (take.scheduleId() % 20)}` },
    }),
  ],
  deleteScheduleException: [
    ({ coordinator, take }) => {
      const { scheduleId, exceptionId } = take.exception();
      return { path: `/admin/schedules/${scheduleId}/exceptions/${exceptionId}`, as: coordinator.userId };
    },
  ],

  showRoster: [
    ({ coordinator }) => ({ path: '/admin/roster?night=2026-11-27&limit=100', as: coordinator.userId }),
    ({ coordinator }) => ({ path: '/admin/roster?from=2026-12-01&to=2027-03-02&limit=100', as: coordinator.userId }),
  ],
  downloadRoster: [
    ({ coordinator }) => ({
      path: '/admin/roster.csv?from=2026-11-20&to=2026-12-20',
      as: coordinator.userId,
      bytes: 1_000_000,
    }),
  ],
  showCoverage: [
    ({ coordinator }) => ({ path: '/admin/coverage', as: coordinator.userId }),
    ({ coordinator }) => ({ path: '/admin/coverage?from=2026-12-01&to=2027-03-02', as: coordinator.userId }),
  ],

  showAnyBooking: [
    ({ coordinator, take }) => ({ path: `/admin/bookings/${take.running().bookingId}`, as: coordinator.userId }),
  ],
  assignBooking: [
    ({ coordinator, take, gateIds }) => ({
      path: '/admin/bookings',
      as: coordinator.userId,
      body: {
        user_id: take.member().userId,
        schedule_id: gateIds[0],
        start_time: '2026-12-20T11:00:00+02:00',
        buddy_phone: take.member().phone,
      },
    }),
  ],
  moveBooking: [
    ({ coordinator, take, gateIds }) => {
      const { bookingId } = take.ahead();
      // the buddy of one booking is the booker of the next, so each is moved to a time of its own
      const day = 10 + (bookingId % 20);
      const hour = 10 + (Math.floor(bookingId / 20) % 13);
      return {
        path: `/admin/bookings/${bookingId}`,
        as: coordinator.userId,
        body: { schedule_id: gateIds[0], start_time: `2026-12-${day}T${hour}:00:00+02:00` },
      };
    },
  ],
  dropAnyBooking: [
    ({ coordinator, take }) => ({
      path: `/admin/bookings/${take.ahead().bookingId}`,
      as: coordinator.userId,
      body: { reason: 'ill' },
    }),
  ],
  markAnyAttendance: [
    ({ coordinator, take }) => ({
      path: `/admin/bookings/${take.running().bookingId}/attendance`,
      as: coordinator.userId,
      body: { attended: true },
    }),
  ],

  listReports: [
    ({ coordinator }) => ({ path: '/admin/reports?limit=100', as: coordinator.userId }),
    ({ coordinator, gateIds }) => ({ path: `/admin/reports?limit=100&schedule=${gateIds[0]}`, as: coordinator.userId }),
  ],
  downloadReports: [({ coordinator }) => ({ path: '/admin/reports.csv', as: coordinator.userId })],
  showReport: [
    ({ coordinator, fullCase }) => ({ path: `/admin/reports/${fullCase.reportId}`, as: coordinator.userId }),
  ],
  acknowledgeReport: [
    ({ coordinator, take }) => ({
      path: `/admin/reports/${take.openCase().reportId}/acknowledge`,
      as: coordinator.userId,
      body: { note: 'on my way' },
    }),
  ],
  redactReport: [
    ({ coordinator, regular, fullCase }) => ({
      path: `/admin/reports/${fullCase.reportId}/redact`,
      as: coordinator.userId,
      body: { user_id: regular.userId },
    }),
    ({ coordinator, fullCase }) => ({
      path: `/admin/reports/${fullCase.reportId}/redact`,
      as: coordinator.userId,
      body: { words: 'round the block' },
    }),
  ],

  readThread: [
    ({ coordinator, regular }) => ({
      path: `/admin/messages?user_id=${regular.userId}&limit=100`,
      as: coordinator.userId,
    }),
  ],
  writeToPerson: [
    ({ coordinator, take }) => ({
      path: '/admin/messages',
      as: coordinator.userId,
      body: { user_id: take.ahead().userId, body: 'Please phone me. '.repeat(12) },
    }),
  ],
  listNeedsPerson: [
    ({ coordinator }) => ({ path: '/admin/messages/needs-person?limit=100', as: coordinator.userId }),
    ({ coordinator }) => ({ path: '/admin/messages/needs-person?limit=100&seen_to=true', as: coordinator.userId }),
  ],
  seeToText: [
    ({ coordinator, take }) => ({
      path: `/admin/messages/needs-person/${take.textToReview().inboxId}/seen-to`,
      as: coordinator.userId,
    }),
  ],
  listAsks: [
    ({ coordinator }) => ({ path: '/admin/asks?limit=100', as: coordinator.userId }),
    ({ coordinator, regular }) => ({ path: `/admin/asks?limit=100&user_id=${regular.userId}`, as: coordinator.userId }),
    ({ coordinator }) => ({ path: '/admin/asks?limit=100&status=open&kind=buddy_invitation', as: coordinator.userId }),
    ({ coordinator }) => ({ path: '/admin/asks?limit=100&status=withdrawn&kind=presence', as: coordinator.userId }),
  ],
  readMedia: [({ coordinator, mediaId }) => ({ path: `/admin/media/${mediaId}`, as: coordinator.userId })],
  listDeadLetters: [({ coordinator }) => ({ path: '/admin/dead-letters?limit=100', as: coordinator.userId })],
  requeueDeadLetter: [
    ({ coordinator, take }) => ({
      path: `/admin/dead-letters/${take.deadLetter().outboxId}/requeue`,
      as: coordinator.userId,
    }),
  ],
  requeueDeadLetters: [
    async ({ coordinator, db }) => {
      await db('outbox').where({ messageType: 'announcement', status: 'queued' }).update({ status: 'failed' });
      return { path: '/admin/dead-letters/requeue', as: coordinator.userId, body: { message_type: 'announcement' } };
    },
  ],
  previewBroadcast: [
    ({ coordinator }) => ({ path: '/admin/broadcasts/preview', as: coordinator.userId, body: announcement('all') }),
  ],
  sendBroadcast: [
    async ({ coordinator, ...watch }) => {
      await forgetAnnouncements(watch);
      return { path: '/admin/broadcasts', as: coordinator.userId, body: announcement('all') };
    },
    async ({ coordinator, gateIds, ...watch }) => {
      await forgetAnnouncements(watch);
      return { path: '/admin/broadcasts', as: coordinator.userId, body: announcement(`schedule:${gateIds[0]}`) };
    },
  ],
  listBroadcasts: [({ coordinator }) => ({ path: '/admin/broadcasts?limit=100', as: coordinator.userId })],
  cancelBroadcast: [
    async ({ coordinator, db, ...watch }) => {
      const { path, body } = { path: '/admin/broadcasts', body: announcement('all') };
      await forgetAnnouncements({ ...watch, db });
      await watch.api.call('POST', path, { as: coordinator.userId, body });
      const { broadcastId } = await db('broadcasts').orderBy('broadcastId', 'desc').first();
      return { path: `${path}/${broadcastId}/cancel`, as: coordinator.userId };
    },
  ],
  showSending: [({ coordinator }) => ({ path: '/admin/sending', as: coordinator.userId })],
  watchEvents: [
    ({ coordinator }) => ({
      path: '/admin/events',
      as: coordinator.userId,
      headers: { 'last-event-id': '1' },
      bytes: 500_000,
    }),
  ],
  listAudit: [({ coordinator }) => ({ path: '/admin/audit?limit=100', as: coordinator.userId })],
};

function own(booking: BookingOf, path: (bookingId: number) => string): RequestExample {
  return { path: path(booking.bookingId), as: booking.userId };
}

function incident() {
  return { severity: 2, message: 'Two men at the gate. '.repeat(190), latitude: -33.92, longitude: 18.42 };
}

function announcement(audience: string) {
  return { audience, body: 'The road at the river is closed tonight. '.repeat(5) };
}
