import { BaseModel } from '#src/db/base-model.ts';

/** 0 all quiet, 1 suspicious, 2 incident. */
export type Severity = 0 | 1 | 2;

export class Report extends BaseModel {
  static override tableName = 'reports';
  static override idColumn = 'reportId';
  static override instants = ['createdAt', 'acknowledgedAt'];

  declare reportId: number;
  /** What people call it; counts up. */
  declare caseNumber: number;
  /** None: off shift. */
  declare bookingId: number | null;
  /** None: the sender is no member. */
  declare userId: number | null;
  /** E.164, or whatever address the words came from. */
  declare reporterIdentity: string;
  declare severity: Severity;
  /** The first words, whole. */
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
  declare body: string | null;
  declare mediaUrl: string | null;
  declare mediaType: string | null;
  /** The file, as far as it is kept here. */
  declare mediaId: number | null;
  declare latitude: number | null;
  declare longitude: number | null;
  declare createdAt: Date;
}
