import { adminReportEndpoints } from '../admin/reports/endpoints.ts';
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
  ...adminReportEndpoints,
];
