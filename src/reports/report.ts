import { BaseModel } from '#src/db/base-model.ts';

/** 0 all quiet, 1 suspicious, 2 incident. */
export type Severity = 0 | 1 | 2;

export class Report extends BaseModel {
  static override tableName = 'reports';
  static override idColumn = 'reportId';
  static override instants = ['createdAt', 'acknowledgedAt'];
  static override booleans = ['isSos'];

  declare reportId: number;
  /** The number that people use. It counts up. */
  declare caseNumber: number;
  /** Null: reported outside a shift. */
  declare bookingId: number | null;
  /** Null: the reporter is not a member. */
  declare userId: number | null;
  /** E.164, or another kind of address that the text came from. */
  declare reporterIdentity: string;
  declare severity: Severity;
  /** It began as a call for help. Cases of versions before 0.2.0 do not say so. */
  declare isSos: boolean;
  /** The first text, in full. */
  declare message: string;
  declare latitude: number | null;
  declare longitude: number | null;
  declare createdAt: Date;
  declare acknowledgedAt: Date | null;
  declare acknowledgedBy: number | null;
  declare acknowledgedNote: string | null;
}

export type AdditionKind = 'words' | 'photo' | 'voice' | 'place';

export class ReportAddition extends BaseModel {
  static override tableName = 'report_additions';
  static override idColumn = 'additionId';
  static override instants = ['createdAt'];

  declare additionId: number;
  declare reportId: number;
  declare kind: AdditionKind;
  /** The words. Of a place, its name and address. */
  declare body: string | null;
  declare mediaUrl: string | null;
  declare mediaType: string | null;
  /** The file, if we store it. */
  declare mediaId: number | null;
  declare latitude: number | null;
  declare longitude: number | null;
  declare createdAt: Date;
}
