import type { Knex } from 'knex';
import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { after, before, HOUR } from '#src/platform/duration.ts';
import { OPENS_BEFORE_START } from '#src/roster/attendance/attendance-window.ts';
import { Report, type Severity } from './report.ts';

/** A report belongs to the running shift, or to the last shift that ended within this time. */
const BELONGS_AFTER_END = 12 * HOUR;

export interface NewReport {
  userId: number | undefined;
  reporterIdentity: string;
  severity: Severity;
  isSos?: boolean;
  message: string;
  /** When we received the text. */
  at: Date;
  /** Set if the shift is known. */
  bookingId?: number;
}

/** Files a case under the next number. A member's report belongs to their shift, if they have one now or had one shortly before. */
export async function fileReport(trx: Transaction, report: NewReport): Promise<Report> {
  const [bookingId, [counter]] = await runConcurrently(
    findShiftOf(trx, report),
    trx('counters').where({ name: 'case' }).increment('value', 1).returning('value'),
  );
  const [row] = await trx('reports')
    .insert({
      caseNumber: counter.value,
      bookingId: bookingId ?? null,
      userId: report.userId ?? null,
      reporterIdentity: report.reporterIdentity,
      severity: report.severity,
      isSos: report.isSos ?? false,
      message: report.message,
      createdAt: report.at,
    })
    .returning('*');
  return Report.fromDatabaseJson(row);
}

async function findShiftOf(trx: Transaction, { bookingId, userId, at }: NewReport): Promise<number | undefined> {
  if (bookingId !== undefined || userId === undefined) return bookingId;
  // somebody who checked in before the start is on patrol
  const isManned = (early: Knex.QueryBuilder) =>
    early.where({ attended: true }).where('shiftStart', '<=', after(at, OPENS_BEFORE_START));
  const [latest] = await trx('bookings')
    .where((mine) => mine.where({ userId }).orWhere({ buddyUserId: userId }))
    .whereNull('droppedAt')
    .where((begun) => begun.where('shiftStart', '<=', at).orWhere(isManned))
    .where('shiftEnd', '>', before(at, BELONGS_AFTER_END))
    .orderBy('shiftStart', 'desc')
    .select('bookingId');
  return latest?.bookingId;
}
