import { fileCase } from '#src/actions/cases/file-case.ts';
import { endDangerAskOf } from '#src/conversation/effects/asks/danger.ts';
import { metaOf } from '#src/conversation/machine/step.ts';
import { type EffectOf, eventAs, reply } from '#src/conversation/turn.ts';
import { isBareSos } from '#src/conversation/understanding/danger/read-danger.ts';
import type { Told } from '#src/notices/notify.ts';
import { getReport } from '#src/reports/find-report.ts';
import { addWords, askAgainFor, attach, caseStaysOpen, caseToAddTo } from './additions.ts';
import { mayHide } from './may-hide.ts';
import { sosReply } from './sos-reply.ts';

/**
 * Danger, from any sender in any state, is an incident at once. A second call for help while the case is open is added
 * to it.
 */
export const onDanger: EffectOf<'onDanger'> = async (turn, { event, context }) => {
  const sos = eventAs(event, 'SOS');
  const { trx, settings, text } = turn;
  const isOpen = context.reportId !== null && sos.at < context.caseOpenUntil;
  const open = isOpen && context.reportId !== null ? await getReport(trx, context.reportId) : undefined;
  // the case includes a report that was begun and not yet filed
  const isBegun = metaOf(turn.dialogue).expects === 'severity';
  const attachments = isBegun ? [...context.attachments, ...sos.attachments] : sos.attachments;
  const isHidden = await mayHide(turn, `${open?.message ?? ''} ${sos.body}`);
  let told: Told;
  let filed = open;
  if (open?.severity === 2) {
    filed = (await caseToAddTo(turn, open)).report;
    told = await addWords(turn, filed, sos.body);
  } else {
    const values = {
      userId: turn.user?.userId,
      reporterIdentity: text.identity,
      severity: 2 as const,
      at: text.receivedAt,
    };
    const said = turn.user && isBareSos(sos.words) ? '' : sos.body;
    const message = [isBegun ? context.words : '', said].filter(Boolean).join('\n');
    ({ report: filed, told } = await fileCase(trx, settings, { ...values, message, isSos: true, mayHide: isHidden }));
  }
  if (!filed) throw new Error('an SOS has no case');
  await endDangerAskOf(turn);
  const { lost } = await attach(turn, filed, attachments);
  reply(turn, sosReply(turn, { told, caseNumber: filed.caseNumber, isHidden, isMore: open?.severity === 2 }));
  askAgainFor(turn, filed, lost);
  return caseStaysOpen(turn, filed.reportId);
};
