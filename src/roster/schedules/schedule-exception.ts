import { BaseModel } from '#src/db/base-model.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';

/** A skipped date, a skipped night or an added start of a schedule. */
export class StoredException extends BaseModel {
  static override tableName = 'schedule_exceptions';
  static override idColumn = 'scheduleExceptionId';
  static override instants = ['addedStart', 'createdAt'];

  declare scheduleExceptionId: number;
  declare scheduleId: number;
  /** In the schedule's zone. */
  declare skippedDate: LocalDate | null;
  /** The local date on whose evening it begins. */
  declare skippedNight: LocalDate | null;
  declare addedStart: Date | null;
  declare reason: string | null;
  declare createdAt: Date;
}
