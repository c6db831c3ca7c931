import { fileCase } from '#src/actions/cases/file-case.ts';
import { endDangerAskOf } from '#src/conversation/effects/asks/danger.ts';
import type { Attachment } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { DialogueContext, OutcomeEvent, Sighting } from '#src/conversation/machine/vocabulary.ts';
import { endSightingTimers } from '#src/conversation/timers/sighting-end.ts';
import { type EffectOf, eventAs, reply, senderInDangerOf, type Turn, timeIn } from '#src/conversation/turn.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { readSeverity } from '#src/conversation/understanding/severity-words.ts';
import type { Told } from '#src/notices/notify.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { getReport } from '#src/reports/find-report.ts';
import type { Report, Severity } from '#src/reports/report.ts';
import { addToOpenCase, askAgainFor, attach, caseStaysOpen } from './additions.ts';
import { severityOf } from './severity-of.ts';
import { planSightingEnd } from './sighting.ts';

/** Files the case as soon as its severity is known, with everything that was sent before. */
export const onReport: EffectOf<'onReport'> = async (turn, effect) => {
  const { event, context } = effect;
  const said = eventAs(event, 'REPORT', 'SEVERITY', 'NUMBER');
  const told = said.type === 'NUMBER' ? '' : said.words;
  const words = [context.words, told].filter(Boolean).join('\n');
  const attachments = [...context.attachments, ...said.attachments];
  const given = said.type === 'NUMBER' ? severityOf(said.number) : said.severity;
  // while an incident is open, words go to the coordinators at once, and we do not ask how bad it is
  if (given === undefined && words && (await isIncidentOpen(turn, effect))) {
    return addToOpenCase(turn, { ...effect, name: 'onAddition' });
  }
  const severity = given ?? readSeverity(told)?.severity;
  // a digit does not make danger smaller, and the coordinators must not wait for one
  if (severity !== 2 && said.type === 'REPORT' && mayBeInDanger(turn, told)) await forwardText(turn, words, 'danger');
  if (severity === undefined) {
    return askSeverity(turn, { words, attachments, sighting: context.sighting ?? undefined });
  }
  return file(turn, { severity, message: words, attachments });
};

/** Nobody may ever answer, so a timer files what was written. */
async function askSeverity(
  turn: Turn,
  begun: { words: string; attachments: Attachment[]; sighting: Sighting | undefined },
): Promise<OutcomeEvent> {
  const sighting = begun.sighting ?? { ...(await planSightingEnd(turn)), isReport: true };
  const isAnything = begun.words !== '' || begun.attachments.length > 0;
  const until = isAnything ? timeIn(turn, new Date(sighting.filesAt)) : undefined;
  reply(turn, turn.texts.askSeverity({ ...watchFactsOf(turn.settings), until }));
  return { type: 'ASKED_SEVERITY', ...begun, sighting };
}

function mayBeInDanger(turn: Turn, words: string): boolean {
  return readDanger(words, senderInDangerOf(turn)) !== undefined;
}

async function isIncidentOpen({ trx, text }: Turn, { context }: { context: DialogueContext }): Promise<boolean> {
  if (context.reportId === null || text.receivedAt.getTime() >= context.caseOpenUntil) return false;
  return (await getReport(trx, context.reportId)).severity === 2;
}

async function file(
  turn: Turn,
  { severity, message, attachments }: { severity: Severity; message: string; attachments: Attachment[] },
): Promise<OutcomeEvent> {
  const { trx, settings, text } = turn;
  const at = text.receivedAt;
  const values = { userId: turn.user?.userId, reporterIdentity: text.identity, severity, message, at };
  const { report: filed, told } = await fileCase(trx, settings, values);
  if (turn.dialogue.context.sighting) await endSightingTimers(trx, settings, text.conversationId);
  if (severity === 2) await endDangerAskOf(turn);
  const { lost } = await attach(turn, filed, attachments);
  reply(turn, filedText(turn, filed, told));
  askAgainFor(turn, filed, lost);
  return caseStaysOpen(turn, filed.reportId);
}

export function filedText(turn: Turn, filed: Report, told: Told): string {
  const { texts, settings } = turn;
  const { caseNumber } = filed;
  const time = timeIn(turn, filed.createdAt);
  const isOffShift = filed.bookingId === null;
  if (filed.severity === 0) return texts.filedQuiet({ caseNumber, time, isOffShift });
  if (filed.severity === 1) return texts.filedSuspicious({ caseNumber, time, isOffShift });
  if (told === 'counted') return texts.savedOnly({ ...watchFactsOf(settings), caseNumber });
  return texts.filedIncident({ ...watchFactsOf(settings), caseNumber, time, told, hasNoWords: filed.message === '' });
}
