import { addToCase as add } from '#src/actions/cases/add-to-case.ts';
import { fileCase } from '#src/actions/cases/file-case.ts';
import type { Attachment } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import { metaOf } from '#src/conversation/machine/step.ts';
import type { DialogueContext, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import {
  type EffectOf,
  eventAs,
  reply,
  senderInDangerOf,
  type Turn,
  textEvent,
  timeIn,
  turnCause,
} from '#src/conversation/turn.ts';
import { isBareSos, readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import { readSeverity } from '#src/conversation/understanding/severity-words.ts';
import { raiseAlarm as alarm, noticeOfLowering } from '#src/notices/report-notices.ts';
import { factsOf } from '#src/notices/watch-settings.ts';
import { after, HOUR, laterOf } from '#src/platform/duration.ts';
import { changeSeverity as change } from '#src/reports/change-severity.ts';
import { findLatestReport, getReport } from '#src/reports/find-report.ts';
import type { Report, Severity } from '#src/reports/report.ts';

/** A picture alone is asked about by the last case of this time. */
const RECENT = 12 * HOUR;

/** Files the case the moment its severity is known, with what was sent before that was. */
export const report: EffectOf<'report'> = async (turn, effect) => {
  const { event, context } = effect;
  const said = eventAs(event, 'REPORT', 'SEVERITY', 'NUMBER');
  const told = said.type === 'NUMBER' ? '' : said.words;
  const words = [context.words, told].filter(Boolean).join('\n');
  const attachments = [...context.attachments, ...said.attachments];
  const given = said.type === 'NUMBER' ? severityOf(said.number) : said.severity;
  // what is told while an incident is open goes on to the coordinators at once, and waits for no question
  if (given === undefined && words && (await isIncidentOpen(turn, effect))) {
    return addToCase(turn, { ...effect, name: 'addToCase' });
  }
  const severity = given ?? readSeverity(told)?.severity;
  if (severity === undefined) {
    reply(turn, turn.texts.askSeverity(factsOf(turn.settings)));
    return { type: 'ASKED_SEVERITY', words, attachments };
  }
  return file(turn, { severity, message: words, attachments });
};

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
  await attach(turn, filed, attachments);
  reply(turn, filedText(turn, filed, told));
  return stillOpen(turn, filed.reportId);
}

function filedText(turn: Turn, filed: Report, told: number): string {
  const { texts, settings } = turn;
  const { caseNumber } = filed;
  const time = timeIn(turn, filed.createdAt);
  const isOffShift = filed.bookingId === null;
  if (filed.severity === 0) return texts.filedQuiet({ caseNumber, time, isOffShift });
  if (filed.severity === 1) return texts.filedSuspicious({ caseNumber, time, isOffShift });
  return texts.filedIncident({ ...factsOf(settings), caseNumber, time, told, hasNoWords: filed.message === '' });
}

/** What comes while the case is open, or what was kept and has now found its case. */
export const addToCase: EffectOf<'addToCase'> = async (turn, { event, context }) => {
  const { body, attachments } = textEvent(event);
  if (context.reportId === null) return undefined;
  const filed = await getReport(turn.trx, context.reportId);
  const isPlaced = event.type === 'YES' && context.attachments.length > 0;
  const pictures = isPlaced ? context.attachments : attachments;
  const words = isPlaced ? context.words : body;
  if ((event.type === 'NO' || (event.type === 'YES' && !isPlaced)) && filed.severity < 2) {
    return reply(turn, turn.texts.caseStands({ caseNumber: filed.caseNumber }));
  }
  const toldWords = words ? await addWords(turn, filed, words) : 0;
  // what belongs to less than an incident is passed on to nobody, but a call for help is
  const isCall = readDanger(words, senderInDangerOf(turn)) !== undefined;
  if (filed.severity < 2 && isCall) await forwardText(turn, words, 'help');
  const { told, counts } = await attach(turn, filed, pictures);
  reply(turn, addedText(turn, filed, { words, told: Math.max(told, toldWords), pictures, counts }));
  return stillOpen(turn, filed.reportId);
};

async function addWords(turn: Turn, filed: Report, words: string): Promise<number> {
  const { trx, settings, text } = turn;
  const addition = { kind: 'words', body: words, at: text.receivedAt } as const;
  const { told } = await add(trx, settings, { cause: turnCause(turn), report: filed, ...addition });
  return told;
}

/** Returns how many of each kind the case now has, and how many coordinators are being told. */
async function attach(
  turn: Turn,
  filed: Report,
  attachments: Attachment[],
): Promise<{ counts: Record<string, number>; told: number }> {
  const { trx, settings, text } = turn;
  const counts: Record<string, number> = {};
  let told = 0;
  for (const [index, { kind, url, contentType, mediaId, latitude, longitude }] of attachments.entries()) {
    const cause = `${turnCause(turn)}:${index}`;
    const file = { mediaUrl: url, mediaType: contentType, mediaId };
    const addition = { kind, at: text.receivedAt, ...file, latitude, longitude };
    const added = await add(trx, settings, { cause, report: filed, ...addition });
    counts[kind] = added.count;
    told = Math.max(told, added.told);
  }
  return { counts, told };
}

function addedText(
  { texts, settings, user }: Turn,
  { caseNumber, severity }: Report,
  added: { words: string; told: number; pictures: Attachment[]; counts: Record<string, number> },
): string {
  if (!user) return texts.strangerWordsAdded({ ...factsOf(settings), told: added.told });
  if (severity === 2 && added.told === 0) return texts.addedUntold({ ...factsOf(settings), caseNumber });
  const kind = added.words ? undefined : added.pictures.at(-1)?.kind;
  switch (kind) {
    case 'photo':
      return texts.photoAdded({ caseNumber, count: added.counts.photo ?? 1 });
    case 'place':
      return texts.placeAdded({ caseNumber });
    case 'voice':
      return texts.voiceKept({ ...factsOf(settings), caseNumber });
    default:
      return texts.added({ caseNumber, severity });
  }
}

export const changeSeverity: EffectOf<'changeSeverity'> = async (turn, { event, context }) => {
  const said = eventAs(event, 'SEVERITY', 'NUMBER');
  if (context.reportId === null) return undefined;
  const { trx, settings, texts } = turn;
  const severity = said.type === 'NUMBER' ? severityOf(said.number) : said.severity;
  const { reportId } = context;
  const changed = await change(trx, { reportId, severity });
  const { caseNumber } = changed.report;
  const name = texts.severityNames()[severity];
  if (said.type === 'SEVERITY' && said.words) await addWords(turn, changed.report, said.words);
  if (changed.outcome === 'unchanged') reply(turn, texts.severityIsSame({ caseNumber, severity: name }));
  else if (severity === 2) {
    const told = await alarm(trx, settings, { cause: turnCause(turn), report: changed.report, isCry: false });
    reply(turn, filedText(turn, changed.report, told));
  } else {
    const lowered = { cause: turnCause(turn), report: changed.report };
    const told = changed.before === 2 ? await noticeOfLowering(trx, settings, lowered) : 0;
    reply(turn, texts.severityIsSet({ caseNumber, severity: name, told }));
  }
  return stillOpen(turn, reportId);
};

/** A picture or place that belongs to no open case: kept, and asked about. */
export const keepMedia: EffectOf<'keepMedia'> = async (turn, { event }) => {
  const { attachments, body } = textEvent(event);
  const { trx, texts, text } = turn;
  const what = texts.mediaNames()[attachments[0]?.kind ?? 'photo'];
  const recent = await findLatestReport(trx, text.identity, { at: text.receivedAt, within: RECENT });
  reply(turn, recent ? texts.askCase({ what, caseNumber: recent.caseNumber }) : texts.askWhat({ what }));
  return { type: 'ASKED_CASE', reportId: recent?.reportId ?? null, words: body, attachments };
};

/** A cry, from anybody and anywhere: an incident at once. Crying again within its time adds to the same case. */
export const raiseAlarm: EffectOf<'raiseAlarm'> = async (turn, { event, context }) => {
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
  const facts = { ...factsOf(settings), told, caseNumber: filed.caseNumber };
  reply(turn, turn.user ? texts.sosAnswered(facts) : texts.strangerSosAnswered(facts));
  return stillOpen(turn, filed.reportId);
};

/** What comes within the next minutes belongs to this case; each addition begins them anew. */
function stillOpen({ text, settings }: Turn, reportId: number): OutcomeEvent {
  const answeredAt = laterOf(text.receivedAt, settings.clock.now());
  return { type: 'FILED', reportId, openUntil: after(answeredAt, settings.additionsWindow).getTime() };
}

function severityOf(number: number): Severity {
  return number >= 2 ? 2 : number === 1 ? 1 : 0;
}
