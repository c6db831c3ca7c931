import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';

/** Says that the booker or the buddy was there. */
export class CheckInRecord extends BaseModel {
  static override tableName = 'check_ins';
  static override idColumn = 'checkInId';
  static override instants = ['inAt', 'outAt', 'createdAt'];

  declare checkInId: number;
  declare bookingId: number;
  declare userId: number;
  /** Null if they confirmed only after the end that they were there. */
  declare inAt: Date | null;
  declare outAt: Date | null;
  declare createdAt: Date;
}

export async function findCheckIn(
  trx: Transaction,
  { userId, bookingId }: { userId: number; bookingId: number },
): Promise<CheckInRecord | undefined> {
  return CheckInRecord.query(trx).where({ userId, bookingId }).first();
}

export async function listCheckIns(trx: Transaction, bookingIds: readonly number[]): Promise<CheckInRecord[]> {
  return inChunks(bookingIds, (ids) => CheckInRecord.query(trx).whereIn('bookingId', ids).orderBy('checkInId'));
}
