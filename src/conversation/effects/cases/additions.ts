import { addToCase } from '#src/actions/cases/add-to-case.ts';
import { type ContinuedCase, continueCase } from '#src/actions/cases/continue-case.ts';
import type { Attachment } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, reply, senderInDangerOf, type Turn, textEvent, turnCause } from '#src/conversation/turn.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import type { Transaction } from '#src/db/connect.ts';
import { placeWords } from '#src/messaging/inbox/place-words.ts';
import { mediaNameOf } from '#src/messaging/media/file-kinds.ts';
import type { MediaLoss } from '#src/messaging/media/find-media.ts';
import { mostOf, type Told } from '#src/notices/notify.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, laterOf } from '#src/platform/duration.ts';
import { getReport } from '#src/reports/find-report.ts';
import type { Report } from '#src/reports/report.ts';
import type { PersonIntent } from '#src/texts/subjects/passing-on-texts.ts';
import type { Texts } from '#src/texts/texts.ts';
import { mayHide } from './may-hide.ts';

/** A text while the case is open, or a photo that was kept until the sender said that it belongs to this case. */
export const addToOpenCase: EffectOf<'onAddition'> = async (turn, { event, context }) => {
  const { body, attachments } = textEvent(event);
  if (context.reportId === null) return undefined;
  const open = await getReport(turn.trx, context.reportId);
  // "ok" is read as a severity where we ask whether a picture is for this case
  const isPlaced = (event.type === 'YES' || event.type === 'SEVERITY') && context.attachments.length > 0;
  const pictures = isPlaced ? context.attachments : attachments;
  const words = isPlaced ? context.words : body;
  if ((event.type === 'NO' || (event.type === 'YES' && !isPlaced)) && open.severity < 2) {
    return reply(turn, turn.texts.caseStands({ caseNumber: open.caseNumber }));
  }
  if (words.trim() === '' && pictures.length === 0) {
    const caseNumber = turn.user ? open.caseNumber : undefined;
    return reply(turn, turn.texts.nothingAdded({ ...watchFactsOf(turn.settings), caseNumber }));
  }
  const { report: filed, isNew } = await caseToAddTo(turn, open);
  const toldWords = words ? await addWords(turn, filed, words) : 0;
  // additions to less than an incident are not forwarded, but a call for help and a question to a person are
  const isCall = readDanger(words, senderInDangerOf(turn)) !== undefined;
  if (filed.severity < 2 && isCall) await forwardText(turn, words, 'likely');
  else if (filed.severity < 2 && event.type === 'FOR_PERSON') await passOn(turn, words, event.intent);
  const { told, counts, lost } = await attach(turn, filed, pictures);
  const isAnyAdded = words !== '' || lost.length === 0 || lost.length < pictures.length;
  const added = {
    words,
    told: mostOf(told, toldWords),
    pictures: lost.length < pictures.length ? pictures : [],
    counts,
    fullCase: isNew ? open.caseNumber : undefined,
  };
  const isHidden = filed.severity === 2 && added.told !== 0 && (await mayHide(turn, `${open.message} ${words}`));
  if (isAnyAdded) reply(turn, isHidden ? turn.texts.gotMore() : addedText(turn, filed, added));
  askAgainFor(turn, filed, lost);
  return caseStaysOpen(turn, filed.reportId);
};

/** "Can somebody phone me about it" wants more than a note in the case. */
async function passOn(turn: Turn, words: string, intent: PersonIntent): Promise<void> {
  const { told, isCut } = await forwardText(turn, words, intent);
  if (intent === 'person' && told > 0) reply(turn, turn.texts.wordsPassed({ isCut }));
}

/** The open case, or the one that goes on from it because it is full. */
export function caseToAddTo({ trx, settings, text }: Turn, open: Report): Promise<ContinuedCase> {
  return continueCase(trx, settings, { report: open, at: text.receivedAt });
}

export async function addWords(turn: Turn, filed: Report, words: string): Promise<Told> {
  const { trx, settings, text } = turn;
  const addition = { kind: 'words', body: words, at: text.receivedAt } as const;
  const { told } = await addToCase(trx, settings, { cause: turnCause(turn), report: filed, ...addition });
  return told;
}

export interface Attached {
  /** How many attachments of each kind the case has now. */
  counts: Record<string, number>;
  /** How many coordinators get them. */
  told: Told;
  /** The files that we could not or may not fetch. */
  lost: { kind: 'photo' | 'voice'; loss: MediaLoss }[];
}

export function attach(turn: Turn, filed: Report, attachments: Attachment[]): Promise<Attached> {
  const { trx, settings, text } = turn;
  return attachTo(trx, settings, { cause: turnCause(turn), at: text.receivedAt, report: filed, attachments });
}

export async function attachTo(
  trx: Transaction,
  settings: WatchSettings,
  {
    cause: causeOfAll,
    at,
    report,
    attachments,
  }: { cause: string; at: Date; report: Report; attachments: Attachment[] },
): Promise<Attached> {
  const counts: Record<string, number> = {};
  const lost: Attached['lost'] = [];
  let told: Told = 0;
  for (const [index, attachment] of attachments.entries()) {
    const { kind, url, contentType, mediaId, latitude, longitude } = attachment;
    const cause = `${causeOfAll}:${index}`;
    const file = { mediaUrl: url, mediaType: contentType, mediaId };
    const body = placeWords(attachment) || undefined;
    const addition = { kind, body, at, ...file, latitude, longitude };
    const added = await addToCase(trx, settings, { cause, report, ...addition });
    counts[kind] = added.count;
    told = mostOf(told, added.told);
    if (added.loss && kind !== 'place') lost.push({ kind, loss: added.loss });
  }
  return { counts, told, lost };
}

/** Asks for files that we could not fetch. */
export function askAgainFor(turn: Turn, { caseNumber }: Report, lost: Attached['lost']): void {
  for (const body of fileLostTexts(turn.texts, turn.settings, { caseNumber, lost })) reply(turn, body);
}

export function fileLostTexts(
  texts: Texts,
  settings: WatchSettings,
  { caseNumber, lost }: { caseNumber: number; lost: Attached['lost'] },
): string[] {
  const facts = { ...watchFactsOf(settings), caseNumber };
  return [...new Set(lost.map((each) => texts.fileLost({ ...facts, ...each })))];
}

/** That a text without pictures was added to a case. */
export function wordsAddedText(turn: Turn, filed: Report, told: Told): string {
  return addedText(turn, filed, { words: turn.text.body, told, pictures: [], counts: {}, fullCase: undefined });
}

function addedText(
  { texts, settings, user }: Turn,
  { caseNumber, severity }: Report,
  added: {
    words: string;
    told: Told;
    pictures: Attachment[];
    counts: Record<string, number>;
    fullCase: number | undefined;
  },
): string {
  const { told } = added;
  if (told === 'counted') return texts.savedOnly({ ...watchFactsOf(settings), caseNumber: user && caseNumber });
  if (!user) return texts.strangerWordsAdded({ ...watchFactsOf(settings), told });
  if (severity === 2 && told === 0) return texts.addedUntold({ ...watchFactsOf(settings), caseNumber });
  if (added.fullCase !== undefined) return texts.caseGoesOn({ caseNumber, fullCase: added.fullCase });
  const last = added.pictures.at(-1);
  const kind = last && mediaNameOf(last);
  if (added.words && kind !== 'voice') {
    return texts.added({ caseNumber, severity, what: kind ? texts.mediaNames()[kind] : '' });
  }
  switch (kind) {
    case 'photo':
      return texts.photoAdded({ caseNumber, count: added.counts.photo ?? 1 });
    case 'video':
      return texts.fileAdded({ what: texts.mediaNames().video, caseNumber });
    case 'place':
      return texts.placeAdded({ caseNumber });
    case 'voice':
      return texts.voiceKept({ ...watchFactsOf(settings), caseNumber });
    default:
      return texts.added({ caseNumber, severity, what: '' });
  }
}

/** The texts of the next minutes belong to this case. Each addition starts the minutes again. */
export function caseStaysOpen({ text, settings }: Turn, reportId: number): OutcomeEvent {
  const answeredAt = laterOf(text.receivedAt, settings.clock.now());
  return { type: 'FILED', reportId, openUntil: after(answeredAt, settings.additionsWindow).getTime() };
}
