import { nameSoFar } from '#src/conversation/effects/people/name-so-far.ts';
import { yesWord } from '#src/conversation/effects/people/proof.ts';
import type { DialogueContext, Question } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';
import { mediaNameOf } from '#src/messaging/media/file-kinds.ts';
import { shiftFactsOf, shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { getReport } from '#src/reports/find-report.ts';
import { findBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import { shiftAt } from '#src/roster/schedules/occurrences.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';

export async function questionAgain(turn: Turn, question: Question, context: DialogueContext): Promise<string> {
  const variants = await VARIANTS[question](turn, context);
  return variants[context.misses % variants.length] ?? '';
}

type Variants = (turn: Turn, context: DialogueContext) => Promise<string[]>;

const VARIANTS: Record<Question, Variants> = {
  name: async ({ texts, settings }) => {
    const facts = watchFactsOf(settings);
    return [texts.whoWeAre(facts), texts.askName(facts), texts.askNamePlainly(facts)];
  },
  code: async (turn) => {
    const first = firstName(await nameSoFar(turn));
    const facts = watchFactsOf(turn.settings);
    return [turn.texts.askCode({ ...facts, first }), turn.texts.askCodePlainly(facts)];
  },
  buddy: async (turn, { chosen }) => {
    const schedule = chosen && (await findSchedule(turn.trx, chosen.scheduleId));
    const shift = schedule && shiftAt(schedule, new Date(chosen.startsAt));
    const words = { ...watchFactsOf(turn.settings), shift: shift ? shiftTimeOf(shift) : undefined };
    return [turn.texts.askBuddyAgain(words), turn.texts.askBuddyPlainly(words)];
  },
  action: yesOrNo,
  intent: async ({ texts, settings }) => [texts.askOfferAgain(watchFactsOf(settings))],
  drop: dropOrKeep,
  dropOrKeep,
  presence: yesOrNo,
  removal: yesOrNo,
  refusal: yesOrNo,
  forgetting: yesOrNo,
  shift: async ({ texts, settings }) => {
    const facts = watchFactsOf(settings);
    return [texts.askWhichAgain(facts), texts.askWhichPlainly(facts)];
  },
  severity: async ({ texts, settings }, { words, attachments }) => {
    const facts = watchFactsOf(settings);
    const last = attachments.at(-1);
    const what = last ? texts.mediaNames()[mediaNameOf(last)] : '';
    return [texts.askSeverityAgain({ ...facts, what, hasWords: words !== '' }), texts.askSeverityPlainly(facts)];
  },
  adding: async ({ texts, settings }) => [texts.notUnderstood(watchFactsOf(settings))],
  media: async ({ texts, trx, settings }, { reportId }) => {
    const facts = watchFactsOf(settings);
    const plainly = texts.askSeverityPlainly(facts);
    if (reportId === null) return [texts.askWhatAgain(facts), plainly];
    const { caseNumber } = await getReport(trx, reportId);
    return [texts.askCaseAgain({ ...facts, caseNumber }), plainly];
  },
  admission: async ({ texts, settings, user }) => {
    const words = { ...watchFactsOf(settings), first: firstName(user?.name ?? '') };
    return [texts.stillAwaitsAdmission(words), texts.awaitsAdmission(words)];
  },
  hold: async ({ texts, settings }) => [
    texts.onHold(watchFactsOf(settings)),
    texts.stillOnHold(watchFactsOf(settings)),
  ],
};

/** The words of the question are its answers. */
async function dropOrKeep(turn: Turn, { bookingId }: DialogueContext): Promise<string[]> {
  const details = bookingId === null ? undefined : await findBookingDetails(turn.trx, bookingId);
  if (!details) return yesOrNo(turn, { proof: null });
  const words = { ...shiftFactsOf(details), ...watchFactsOf(turn.settings) };
  return [turn.texts.askDropAgain(words), turn.texts.askDropPlainly(words)];
}

async function yesOrNo({ texts, settings }: Turn, { proof }: Pick<DialogueContext, 'proof'>): Promise<string[]> {
  const words = { ...watchFactsOf(settings), yes: yesWord(proof) };
  return [texts.answerYesOrNo(words), texts.answerYesOrNoPlainly(words)];
}
