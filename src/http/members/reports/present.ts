import type { z } from 'zod';
import { isoOf, isoOrNull } from '#src/http/framework/values/schemas.ts';
import type { Report } from '#src/reports/report.ts';
import type { reportAnswer } from './schema.ts';

export function presentReport(report: Report): z.input<typeof reportAnswer> {
  return {
    report_id: report.reportId,
    case_number: report.caseNumber,
    booking_id: report.bookingId,
    severity: report.severity,
    message: report.message,
    latitude: report.latitude,
    longitude: report.longitude,
    created_at: isoOf(report.createdAt),
    acknowledged_at: isoOrNull(report.acknowledgedAt),
  };
}
