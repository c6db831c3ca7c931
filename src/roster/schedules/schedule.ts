import { BaseModel } from '#src/db/base-model.ts';
import type { LocalDate } from '#src/platform/zoned-time.ts';

/** The repeating rule that produces shifts. */
export class Schedule extends BaseModel {
  static override tableName = 'schedules';
  static override idColumn = 'scheduleId';
  static override instants = ['createdAt'];

  declare scheduleId: number;
  declare name: string;
  declare cronExpr: string;
  /** Inclusive, in the schedule's zone. */
  declare startDate: LocalDate | null;
  declare endDate: LocalDate | null;
  declare durationMinutes: number;
  declare timezone: string;
  /** How many bookings a shift takes. A booking with a buddy counts once. */
  declare capacity: number;
  declare meetingPlace: string | null;
  declare createdAt: Date | null;
}
