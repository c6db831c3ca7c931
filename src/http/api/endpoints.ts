import { adminAuditEndpoints } from '../admin/audit/endpoints.ts';
import { adminBookingEndpoints } from '../admin/bookings/endpoints.ts';
import { broadcastEndpoints } from '../admin/broadcasts/endpoints.ts';
import { deadLetterEndpoints } from '../admin/dead-letters/endpoints.ts';
import { eventEndpoints } from '../admin/events/endpoints.ts';
import { mediaEndpoints } from '../admin/media/endpoints.ts';
import { messageEndpoints } from '../admin/messages/endpoints.ts';
import { adminReportEndpoints } from '../admin/reports/endpoints.ts';
import { adminRosterEndpoints } from '../admin/roster/endpoints.ts';
import { adminScheduleEndpoints } from '../admin/schedules/endpoints.ts';
import { adminExceptionEndpoints } from '../admin/schedules/exceptions.ts';
import { sendingEndpoints } from '../admin/sending/endpoints.ts';
import { adminUserEndpoints } from '../admin/users/endpoints.ts';
import { authEndpoints } from './auth/endpoints.ts';
import { attendanceEndpoints } from './bookings/attendance.ts';
import { bookingEndpoints } from './bookings/endpoints.ts';
import { calendarEndpoints } from './calendar/endpoints.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { meEndpoints } from './me/endpoints.ts';
import { reportEndpoints } from './reports/endpoints.ts';
import { scheduleEndpoints } from './schedules/endpoints.ts';
import { shiftEndpoints } from './shifts/endpoints.ts';

/** Everything that the API can do. */
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
  ...adminScheduleEndpoints,
  ...adminExceptionEndpoints,
  ...adminRosterEndpoints,
  ...adminBookingEndpoints,
  ...adminReportEndpoints,
  ...messageEndpoints,
  ...mediaEndpoints,
  ...deadLetterEndpoints,
  ...broadcastEndpoints,
  ...sendingEndpoints,
  ...eventEndpoints,
  ...adminAuditEndpoints,
];
