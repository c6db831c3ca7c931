import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { notifyOfAcknowledgement } from '#src/notices/cases/case-notices.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type AcknowledgeOutcome, acknowledgeReport } from '#src/reports/acknowledge-report.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** A coordinator takes a case. The reporter and the other coordinators are told. */
export async function acknowledgeCase(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...answer }: ActionOrigin & { caseNumber: number; coordinator: User; note: string },
): Promise<AcknowledgeOutcome> {
  const taken = await acknowledgeReport(trx, settings.clock, answer);
  if (taken.outcome !== 'taken') return taken;
  const { report } = taken;
  const { coordinator, note: words } = answer;
  await notifyOfAcknowledgement(trx, settings, { cause, report, coordinator, words });
  const ids = { report_id: report.reportId, case_number: report.caseNumber, user_id: coordinator.userId };
  recordLiveEvent(trx, settings.clock, { type: 'report_acknowledged', ...ids });
  return taken;
}
