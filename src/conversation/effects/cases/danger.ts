import { fileCase } from '#src/actions/cases/file-case.ts';
import { metaOf } from '#src/conversation/machine/step.ts';
import { type EffectOf, eventAs, reply } from '#src/conversation/turn.ts';
import { isBareSos } from '#src/conversation/understanding/danger/read-danger.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { getReport } from '#src/reports/find-report.ts';
import { addWords, attach, stillOpen } from './additions.ts';

/** A cry, from anybody and anywhere: an incident at once. Crying again within its time adds to the same case. */
export const onDanger: EffectOf<'onDanger'> = async (turn, { event, context }) => {
  const cry = eventAs(event, 'SOS');
  const { trx, settings, text, texts } = turn;
  const isOpen = context.reportId !== null && cry.at < context.caseOpenUntil;
  const open = isOpen && context.reportId !== null ? await getReport(trx, context.reportId) : undefined;
  // a report that was begun and has no case yet goes with the cry
  const isBegun = metaOf(turn.dialogue).expects === 'severity';
  const attachments = isBegun ? [...context.attachments, ...cry.attachments] : cry.attachments;
  let told: number;
  let filed = open;
  if (open?.severity === 2) told = await addWords(turn, open, cry.body);
  else {
    const values = {
      userId: turn.user?.userId,
      reporterIdentity: text.identity,
      severity: 2 as const,
      at: text.receivedAt,
    };
    const said = turn.user && isBareSos(cry.words) ? '' : cry.body;
    const message = [isBegun ? context.words : '', said].filter(Boolean).join('\n');
    ({ report: filed, told } = await fileCase(trx, settings, { ...values, message, isCry: true }));
  }
  if (!filed) throw new Error('a cry has no case');
  await attach(turn, filed, attachments);
  const facts = { ...watchFactsOf(settings), told, caseNumber: filed.caseNumber };
  reply(turn, turn.user ? texts.sosAnswered(facts) : texts.strangerSosAnswered(facts));
  return stillOpen(turn, filed.reportId);
};
