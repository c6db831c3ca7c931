import { askEndpoints } from '#src/http/admin/asks/endpoints.ts';
import { adminAuditEndpoints } from '#src/http/admin/audit/endpoints.ts';
import { adminAttendanceEndpoints } from '#src/http/admin/bookings/attendance.ts';
import { adminBookingEndpoints } from '#src/http/admin/bookings/endpoints.ts';
import { broadcastEndpoints } from '#src/http/admin/broadcasts/endpoints.ts';
import { deadLetterEndpoints } from '#src/http/admin/dead-letters/endpoints.ts';
import { eventEndpoints } from '#src/http/admin/events/endpoints.ts';
import { mediaEndpoints } from '#src/http/admin/media/endpoints.ts';
import { needsPersonEndpoints } from '#src/http/admin/messages/needs-person.ts';
import { threadEndpoints } from '#src/http/admin/messages/thread.ts';
import { caseEndpoints } from '#src/http/admin/reports/case-actions.ts';
import { adminReportEndpoints } from '#src/http/admin/reports/endpoints.ts';
import { adminRosterEndpoints } from '#src/http/admin/roster/endpoints.ts';
import { adminScheduleEndpoints } from '#src/http/admin/schedules/endpoints.ts';
import { adminExceptionEndpoints } from '#src/http/admin/schedules/exceptions.ts';
import { sendingEndpoints } from '#src/http/admin/sending/endpoints.ts';
import { adminUserEndpoints } from '#src/http/admin/users/endpoints.ts';
import { leavingEndpoints } from '#src/http/admin/users/leaving.ts';
import type { AnyEndpoint } from '#src/http/framework/endpoint.ts';
import { authEndpoints } from '#src/http/members/auth/endpoints.ts';
import { attendanceEndpoints } from '#src/http/members/bookings/attendance.ts';
import { bookingEndpoints } from '#src/http/members/bookings/endpoints.ts';
import { calendarEndpoints } from '#src/http/members/calendar/endpoints.ts';
import { meEndpoints } from '#src/http/members/me/endpoints.ts';
import { reportEndpoints } from '#src/http/members/reports/endpoints.ts';
import { scheduleEndpoints } from '#src/http/members/schedules/endpoints.ts';
import { shiftEndpoints } from '#src/http/members/shifts/endpoints.ts';

/** All operations of the API, in the order of the OpenAPI document. */
export const ENDPOINTS: readonly AnyEndpoint[] = [
  ...authEndpoints,
  ...scheduleEndpoints,
  ...shiftEndpoints,
  ...bookingEndpoints,
  ...attendanceEndpoints,
  ...reportEndpoints,
  ...meEndpoints,
  ...calendarEndpoints,
  ...adminUserEndpoints,
  ...leavingEndpoints,
  ...adminScheduleEndpoints,
  ...adminExceptionEndpoints,
  ...adminRosterEndpoints,
  ...adminBookingEndpoints,
  ...adminAttendanceEndpoints,
  ...adminReportEndpoints,
  ...caseEndpoints,
  ...threadEndpoints,
  ...needsPersonEndpoints,
  ...askEndpoints,
  ...mediaEndpoints,
  ...deadLetterEndpoints,
  ...broadcastEndpoints,
  ...sendingEndpoints,
  ...eventEndpoints,
  ...adminAuditEndpoints,
];
