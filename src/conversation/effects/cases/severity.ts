import { type EffectOf, eventAs, reply, turnCause } from '#src/conversation/turn.ts';
import { sendAlarm } from '#src/notices/cases/alarm.ts';
import { notifyOfLoweredSeverity } from '#src/notices/cases/case-notices.ts';
import { changeSeverity } from '#src/reports/change-severity.ts';
import { addWords, caseStaysOpen, caseToAddTo } from './additions.ts';
import { filedText } from './reporting.ts';
import { severityOf } from './severity-of.ts';

export const onSeverityChange: EffectOf<'onSeverityChange'> = async (turn, { event, context }) => {
  const said = eventAs(event, 'SEVERITY', 'NUMBER');
  if (context.reportId === null) return undefined;
  const { trx, settings, texts } = turn;
  const severity = said.type === 'NUMBER' ? severityOf(said.number) : said.severity;
  const { reportId } = context;
  const changed = await changeSeverity(trx, { reportId, severity });
  const { caseNumber } = changed.report;
  const name = texts.severityNames()[severity];
  let stays = reportId;
  if (said.type === 'SEVERITY' && said.words) {
    const { report } = await caseToAddTo(turn, changed.report);
    await addWords(turn, report, said.words);
    stays = report.reportId;
  }
  if (changed.outcome === 'unchanged') reply(turn, texts.severityIsSame({ caseNumber, severity: name }));
  else if (severity === 2) {
    const told = await sendAlarm(trx, settings, { cause: turnCause(turn), report: changed.report, isSos: false });
    reply(turn, filedText(turn, changed.report, told));
  } else {
    const lowered = { cause: turnCause(turn), report: changed.report };
    const told = changed.before === 2 ? await notifyOfLoweredSeverity(trx, settings, lowered) : 0;
    reply(turn, texts.severityIsSet({ caseNumber, severity: name, told: told === 'counted' ? 0 : told }));
  }
  return caseStaysOpen(turn, stays);
};
