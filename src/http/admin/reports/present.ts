import type { Media } from '#src/messaging/media/media.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { ReportAddition } from '#src/reports/report.ts';
import type { ReportDetails } from '#src/reports/report-details.ts';
import { mapUrl, type Place } from '../map-url.ts';
import { presentFile } from '../media/present.ts';

export function presentCase({ report, reporter, acknowledger, patrol, additions }: ReportDetails) {
  return {
    id: report.reportId,
    case_number: report.caseNumber,
    severity: report.severity,
    message: report.message,
    created_at: toIso(report.createdAt),
    reporter: {
      id: report.userId,
      name: reporter?.name ?? null,
      phone: reporter ? reporter.phone : report.reporterIdentity,
    },
    patrol: patrol
      ? {
          booking_id: patrol.booking.bookingId,
          ref: patrol.booking.ref,
          schedule_id: patrol.booking.scheduleId,
          schedule: patrol.shift.scheduleName,
          shift_start: toIso(patrol.booking.shiftStart),
        }
      : null,
    ...presentPlace(report),
    additions_count: additions,
    acknowledged_at: toIsoOrNull(report.acknowledgedAt),
    acknowledged_by: acknowledger ? { id: acknowledger.userId, name: acknowledger.name } : null,
    acknowledged_note: report.acknowledgedNote,
  };
}

export function presentAddition(addition: ReportAddition, file: Media | undefined) {
  return {
    id: addition.additionId,
    kind: addition.kind,
    words: addition.body,
    media_type: addition.mediaType,
    file: file ? presentFile(file) : null,
    ...presentPlace(addition),
    created_at: toIso(addition.createdAt),
  };
}

function presentPlace({ latitude, longitude }: Place) {
  return { latitude, longitude, map_url: mapUrl({ latitude, longitude }) };
}

export const CSV_COLUMNS = [
  'case',
  'reported',
  'severity',
  'message',
  'reporter',
  'phone',
  'schedule',
  'shift_start',
  'map',
  'additions',
  'acknowledged',
  'acknowledged_by',
  'note',
] as const;

const SEVERITIES = ['all quiet', 'suspicious', 'incident'] as const;

/** One line of the CSV file. Times are local to the watch. */
export function csvRow(details: ReportDetails, zone: string) {
  const { report, reporter, acknowledger, patrol, additions } = details;
  const local = (at: Date | null | undefined) => at && formatZoned(at, zone, 'yyyy-MM-dd HH:mm');
  return [
    report.caseNumber,
    local(report.createdAt),
    SEVERITIES[report.severity],
    report.message,
    reporter?.name,
    reporter ? reporter.phone : report.reporterIdentity,
    patrol?.shift.scheduleName,
    local(patrol?.booking.shiftStart),
    mapUrl(report),
    additions,
    local(report.acknowledgedAt),
    acknowledger?.name,
    report.acknowledgedNote,
  ];
}
