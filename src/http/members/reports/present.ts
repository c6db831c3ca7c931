import type { z } from 'zod';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
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
    created_at: toIso(report.createdAt),
    acknowledged_at: toIsoOrNull(report.acknowledgedAt),
  };
}
