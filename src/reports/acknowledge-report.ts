import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { ActionChannel } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { findReportByCase, getReport } from './find-report.ts';
import type { Report } from './report.ts';

export type AcknowledgeOutcome =
  | { outcome: 'taken' | 'alreadyYours'; report: Report }
  | { outcome: 'alreadyTaken'; report: Report; by: User }
  | { outcome: 'noSuchCase' };

/** A coordinator takes a case. If two take it at the same time, the first one gets it, and the other learns who has it. */
export async function acknowledgeReport(
  trx: Transaction,
  clock: Clock,
  answer: { caseNumber: number; coordinator: User; note: string; channel: ActionChannel },
): Promise<AcknowledgeOutcome> {
  const found = await findReportByCase(trx, answer.caseNumber);
  if (!found) return { outcome: 'noSuchCase' };
  const { reportId } = found;
  const { userId } = answer.coordinator;
  const taken = await trx('reports')
    .where({ reportId })
    .whereNull('acknowledgedAt')
    .update({ acknowledgedAt: clock.now(), acknowledgedBy: userId, acknowledgedNote: answer.note || null });
  const report = await getReport(trx, reportId);
  if (taken > 0) {
    const subject = `report:${reportId}`;
    await audit(trx, clock, {
      actorUserId: userId,
      channel: answer.channel,
      action: 'report.acknowledge',
      subject,
      after: { note: answer.note },
    });
    return { outcome: 'taken', report };
  }
  if (report.acknowledgedBy === null || report.acknowledgedBy === userId) return { outcome: 'alreadyYours', report };
  return { outcome: 'alreadyTaken', report, by: await getUser(trx, report.acknowledgedBy) };
}
